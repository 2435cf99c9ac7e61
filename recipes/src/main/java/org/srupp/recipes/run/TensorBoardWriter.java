package org.srupp.recipes.run;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * Writes scalars as event files that TensorBoard reads.
 *
 * <p>A file is a row of TFRecords: length, masked CRC-32C of the length, bytes, masked CRC-32C of
 * the bytes, little-endian. The bytes are an {@code Event} of tensorflow/core/util/event.proto, of
 * which only what scalars need is written here.
 */
public final class TensorBoardWriter implements AutoCloseable {
  private static final int MASK = 0xa282ead8;
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int SUMMARY_VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int SESSION_STATUS = 1;
  private static final int START = 1;

  private final Path file;
  private final FileChannel channel;
  private final Clock clock;

  private TensorBoardWriter(Path file, FileChannel channel, Clock clock) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Opens a new event file in the folder.
   *
   * @param step the step that the training goes on from: TensorBoard drops what earlier files say
   *     about later ones
   */
  public static TensorBoardWriter open(Path folder, long step) {
    return open(folder, step, Clock.systemUTC());
  }

  static TensorBoardWriter open(Path folder, long step, Clock clock) {
    // TensorBoard reads the files of a folder in the order of their names.
    String name =
        String.format(
            Locale.ROOT,
            "events.out.tfevents.%010d.%d.srupp",
            clock.millis() / 1000,
            ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name);
      for (int again = 1; Files.exists(file); again++) {
        file = folder.resolve(name + "." + again);
      }
      TensorBoardWriter writer =
          new TensorBoardWriter(file, FileChannel.open(file, CREATE_NEW, WRITE), clock);
      writer.begin(step);
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write events in " + folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  /** Writes the record's values as scalars. */
  public void append(MetricsRecord metrics) {
    if (metrics.values().isEmpty()) {
      return;
    }
    Message summary = new Message();
    metrics
        .values()
        .forEach(
            (key, value) ->
                summary.bytes(
                    SUMMARY_VALUE,
                    new Message()
                        .bytes(TAG, key.tag().getBytes(StandardCharsets.UTF_8))
                        .fixed32(SIMPLE_VALUE, value.floatValue())
                        .toBytes()));
    try {
      writeRecord(event().varint(STEP, metrics.step()).bytes(SUMMARY, summary.toBytes()).toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot append to "
              + file
              + ": "
              + AtomicFiles.reason(e)
              + "; the checkpoints are whole: make room and go on with --resume",
          e);
    }
  }

  private void begin(long step) throws IOException {
    writeRecord(
        event().bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8)).toBytes());
    byte[] start = new Message().varint(SESSION_STATUS, START).toBytes();
    writeRecord(event().varint(STEP, step + 1).bytes(SESSION_LOG, start).toBytes());
  }

  private Message event() {
    return new Message().fixed64(WALL_TIME, clock.millis() / 1000.0);
  }

  private void writeRecord(byte[] bytes) throws IOException {
    ByteBuffer head = little(Long.BYTES).putLong(0, bytes.length);
    ByteBuffer out = little(2 * Long.BYTES + bytes.length);
    out.put(head.array())
        .putInt(maskedChecksum(head.array()))
        .put(bytes)
        .putInt(maskedChecksum(bytes))
        .flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** TFRecord masks its checksums so that a checksum over data that holds checksums stays good. */
  private static int maskedChecksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + AtomicFiles.reason(e), e);
    }
  }

  /**
   * A protocol buffer under construction: each field is a key (number, wire type) and its value.
   */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message varint(int field, long value) {
      key(field, VARINT);
      writeVarint(value);
      return this;
    }

    Message fixed64(int field, double value) {
      key(field, FIXED64);
      out.writeBytes(little(Double.BYTES).putDouble(value).array());
      return this;
    }

    Message fixed32(int field, float value) {
      key(field, FIXED32);
      out.writeBytes(little(Float.BYTES).putFloat(value).array());
      return this;
    }

    Message bytes(int field, byte[] value) {
      key(field, BYTES);
      writeVarint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] toBytes() {
      return out.toByteArray();
    }

    private void key(int field, int wireType) {
      writeVarint((long) field << 3 | wireType);
    }

    private void writeVarint(long value) {
      long rest = value;
      for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
        out.write((int) (rest & 0x7f | 0x80));
      }
      out.write((int) rest);
    }
  }
}
