package org.srupp.seq2seq.checkpoint;

import static java.nio.file.StandardOpenOption.READ;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.CHECKSUM;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.CHECKSUM_PREFIX;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.LENGTH_BYTES;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.MAX_HEADER_BYTES;
import static org.srupp.seq2seq.checkpoint.SafetensorsFormat.NO_CHECKSUM;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A safetensors file, memory-mapped read-only until closed; what {@link #tensor} returned is
 * invalid after that.
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int SLICE_BYTES = 1 << 30;

  /**
   * Whether a file must carry the checksum that {@link SafetensorsWriter} writes; one that is there
   * is always checked.
   */
  public enum Checksum {
    IF_PRESENT,
    REQUIRED
  }

  private final Path file;
  private final Arena arena;
  private final MemorySegment data;
  private final SafetensorsHeader header;

  private SafetensorsFile(Path file, Arena arena, MemorySegment data, SafetensorsHeader header) {
    this.file = file;
    this.arena = arena;
    this.data = data;
    this.header = header;
  }

  /** Opens a file of any origin. */
  public static SafetensorsFile open(Path file) {
    return open(file, Checksum.IF_PRESENT);
  }

  /**
   * Maps the file and checks all of it: header, places of the tensors, checksum.
   *
   * @throws CheckpointException if anything in it is wrong; the message says what
   */
  public static SafetensorsFile open(Path file, Checksum checksum) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          file + (Files.exists(file) ? " is not a file" : " does not exist"));
    }
    Arena arena =
        Arena.ofShared(); // a model may be read by other threads than the one that opened it
    try (FileChannel channel = FileChannel.open(file, READ)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(file, arena, bytes, checksum);
    } catch (IOException e) {
      arena.close();
      throw new UncheckedIOException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static SafetensorsFile read(
      Path file, Arena arena, MemorySegment bytes, Checksum checksum) {
    long length = headerLength(file, bytes);
    byte[] header = bytes.asSlice(LENGTH_BYTES, length).toArray(ValueLayout.JAVA_BYTE);
    if (header[0] != '{') {
      throw new CheckpointException(
          file + " is not a safetensors file: its header does not begin with '{'");
    }
    SafetensorsHeader parsed = SafetensorsHeader.parse(file, header);
    requireComplete(file, LENGTH_BYTES + length, parsed.dataBytes(), bytes.byteSize());
    if (carriesChecksum(header)) {
      verify(file, bytes, header.length, parsed.metadata().get(CHECKSUM));
    } else if (checksum == Checksum.REQUIRED) {
      throw new CheckpointException(
          file + " has no checksum " + CHECKSUM + ": it is damaged or srupp did not write it");
    }
    return new SafetensorsFile(file, arena, bytes.asSlice(LENGTH_BYTES + length), parsed);
  }

  private static long headerLength(Path file, MemorySegment bytes) {
    if (bytes.byteSize() < LENGTH_BYTES) {
      throw new CheckpointException(
          file
              + " is not a safetensors file or truncated: found "
              + bytes.byteSize()
              + " bytes, expected at least 8");
    }
    long length = bytes.get(LENGTH, 0);
    if (length < 2 || length > MAX_HEADER_BYTES) {
      throw new CheckpointException(
          file
              + " is not a safetensors file: it announces a header of "
              + Long.toUnsignedString(length)
              + " bytes, expected 2 to "
              + MAX_HEADER_BYTES);
    }
    if (length > bytes.byteSize() - LENGTH_BYTES) {
      throw new CheckpointException(
          file
              + " is truncated: found "
              + bytes.byteSize()
              + " bytes, expected at least "
              + (LENGTH_BYTES + length)
              + " for its header");
    }
    return length;
  }

  private static void requireComplete(Path file, long headBytes, long dataBytes, long fileBytes) {
    if (fileBytes - headBytes != dataBytes) {
      String what =
          fileBytes - headBytes < dataBytes
              ? " is truncated"
              : " has bytes that belong to no tensor";
      throw new CheckpointException(
          file
              + what
              + ": found "
              + fileBytes
              + " bytes, expected "
              + Long.toUnsignedString(headBytes + dataBytes));
    }
  }

  private static boolean carriesChecksum(byte[] header) {
    int prefix = CHECKSUM_PREFIX.length;
    return header.length >= prefix && Arrays.equals(header, 0, prefix, CHECKSUM_PREFIX, 0, prefix);
  }

  private static void verify(Path file, MemorySegment bytes, int headerBytes, String expected) {
    long digits = LENGTH_BYTES + (long) CHECKSUM_PREFIX.length;
    CRC32C checksum = new CRC32C();
    update(checksum, bytes.asSlice(0, digits));
    checksum.update(NO_CHECKSUM.getBytes(StandardCharsets.US_ASCII));
    update(checksum, bytes.asSlice(digits + NO_CHECKSUM.length()));
    String found = SafetensorsWriter.hex(checksum);
    if (!found.equals(expected)) {
      throw new CheckpointException(
          file
              + " is damaged: its CRC-32C is "
              + found
              + ", expected "
              + expected
              + " ("
              + CHECKSUM
              + " of its header)");
    }
  }

  private static void update(CRC32C checksum, MemorySegment bytes) {
    for (long at = 0; at < bytes.byteSize(); at += SLICE_BYTES) {
      checksum.update(
          bytes.asSlice(at, Math.min(SLICE_BYTES, bytes.byteSize() - at)).asByteBuffer());
    }
  }

  public Path path() {
    return file;
  }

  /** Names in the header's order. */
  public List<String> names() {
    return List.copyOf(header.tensors().keySet());
  }

  /** Types and shapes by name, in the header's order. */
  public Map<String, TensorLayout> layouts() {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    header.tensors().forEach((name, place) -> layouts.put(name, place.layout()));
    return Collections.unmodifiableMap(layouts);
  }

  /** The file's free text, without what {@link SafetensorsWriter} adds. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
    metadata.remove(CHECKSUM);
    return Collections.unmodifiableMap(metadata);
  }

  /**
   * The tensor of that name, its data a read-only view into the file, valid until {@link #close}.
   *
   * <p>Files of others need not align it: read it with unaligned layouts.
   *
   * @throws IllegalArgumentException if the file has no such tensor
   */
  public TensorEntry tensor(String name) {
    SafetensorsHeader.Place place = header.tensors().get(name);
    if (place == null) {
      throw new IllegalArgumentException(file + " has no tensor " + name);
    }
    TensorLayout layout = place.layout();
    return new TensorEntry(
        name,
        layout.dtype(),
        layout.shape(),
        data.asSlice(place.begin(), place.end() - place.begin()));
  }

  /** All tensors in the header's order, as {@link #tensor} gives them. */
  public List<TensorEntry> tensors() {
    return names().stream().map(this::tensor).toList();
  }

  @Override
  public void close() {
    arena.close();
  }
}
