package org.srupp.seq2seq.checkpoint;

import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.CHECKSUM;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.CHECKSUM_PREFIX;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.LENGTH_BYTES;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.MAX_HEADER_BYTES;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.METADATA;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.NO_CHECKSUM;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Writes safetensors files, any size, through one small buffer; each carries a checksum of all its
 * bytes.
 */
public final class SafetensorsWriter {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file whole or not at all; the header lists the tensors in the order given.
   *
   * <p>In the data section wider elements come first, so that every tensor begins at a multiple of
   * its element size.
   *
   * @param metadata free text by name; {@code srupp.crc32c} is ours
   * @throws IllegalArgumentException if a name is used twice or taken by the format, or the header
   *     would be too long
   * @throws UncheckedIOException if the disk refuses; nothing is left behind
   */
  public static void write(Path file, List<TensorEntry> tensors, Map<String, String> metadata) {
    requireUniqueNames(tensors);
    if (metadata.containsKey(CHECKSUM)) {
      throw new IllegalArgumentException(
          "metadata name " + CHECKSUM + " is filled in by the writer");
    }
    List<TensorEntry> placed =
        tensors.stream()
            .sorted(Comparator.comparingInt((TensorEntry t) -> -t.dtype().bytes()))
            .toList();
    byte[] header = header(tensors, offsets(placed), new TreeMap<>(metadata));
    AtomicFiles.write(file, channel -> writeTo(channel, header, placed));
  }

  private static void writeTo(FileChannel channel, byte[] header, List<TensorEntry> placed)
      throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer length =
        ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
    checksum.update(length.duplicate());
    checksum.update(header);
    AtomicFiles.writeFully(channel, length);
    AtomicFiles.writeFully(channel, ByteBuffer.wrap(header));
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    for (TensorEntry tensor : placed) {
      writeData(channel, tensor.data(), buffer, checksum);
    }
    ByteBuffer digits = ByteBuffer.wrap(hex(checksum).getBytes(StandardCharsets.US_ASCII));
    channel.write(digits, LENGTH_BYTES + CHECKSUM_PREFIX.length);
  }

  private static void writeData(
      FileChannel channel, MemorySegment data, ByteBuffer buffer, CRC32C checksum)
      throws IOException {
    MemorySegment window = MemorySegment.ofBuffer(buffer.clear());
    for (long at = 0; at < data.byteSize(); at += BUFFER_BYTES) {
      int count = (int) Math.min(BUFFER_BYTES, data.byteSize() - at);
      MemorySegment.copy(data, at, window, 0, count);
      checksum.update(buffer.position(0).limit(count));
      AtomicFiles.writeFully(channel, buffer.position(0));
      buffer.clear();
    }
  }

  static String hex(CRC32C checksum) {
    return String.format(Locale.ROOT, "%08x", checksum.getValue());
  }

  private static Map<String, Long> offsets(List<TensorEntry> placed) {
    Map<String, Long> offsets = new HashMap<>();
    long at = 0;
    for (TensorEntry tensor : placed) {
      offsets.put(tensor.name(), at);
      at += tensor.data().byteSize();
    }
    return offsets;
  }

  private static byte[] header(
      List<TensorEntry> tensors, Map<String, Long> offsets, Map<String, String> metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart(METADATA);
      json.writeStringField(CHECKSUM, NO_CHECKSUM);
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      for (TensorEntry tensor : tensors) {
        writeEntry(json, tensor, offsets.get(tensor.name()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a ByteArrayOutputStream has nothing to fail at
    }
    return padded(out.toByteArray());
  }

  private static void writeEntry(JsonGenerator json, TensorEntry tensor, long begin)
      throws IOException {
    json.writeObjectFieldStart(tensor.name());
    json.writeStringField("dtype", tensor.dtype().name());
    json.writeFieldName("shape");
    json.writeArray(tensor.shape(), 0, tensor.shape().length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, begin + tensor.data().byteSize()}, 0, 2);
    json.writeEndObject();
  }

  private static byte[] padded(byte[] json) {
    int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
    if (length > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException(
          "the header would take " + length + " bytes, the format allows " + MAX_HEADER_BYTES);
    }
    byte[] header = Arrays.copyOf(json, length);
    Arrays.fill(header, json.length, length, (byte) ' ');
    return header;
  }

  private static void requireUniqueNames(List<TensorEntry> tensors) {
    Set<String> seen = new HashSet<>();
    for (TensorEntry tensor : tensors) {
      if (tensor.name().equals(METADATA)) {
        throw new IllegalArgumentException(
            "a tensor cannot be named " + METADATA + ", the format uses that name");
      }
      if (!seen.add(tensor.name())) {
        throw new IllegalArgumentException("two tensors are named " + tensor.name());
      }
    }
  }
}
