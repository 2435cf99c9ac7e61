package org.srupp.seq2seq.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A stream of little-endian numbers into a file, with its checksum. */
final class SectionWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();
  private long position;

  /**
   * @param start where the numbers begin in the file
   */
  SectionWriter(Path path, long start) throws IOException {
    this.path = path;
    this.channel = open(path);
    this.position = start;
  }

  private static FileChannel open(Path path) throws IOException {
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } catch (NoSuchFileException missing) {
      throw new IOException(
          path + ": cannot be written: there is no folder " + path.getParent(), missing);
    }
  }

  void putShort(short value) throws IOException {
    room(Short.BYTES).putShort(value);
  }

  void putInt(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  void putLong(long value) throws IOException {
    room(Long.BYTES).putLong(value);
  }

  /** Writes what is still in memory and returns the checksum of all numbers. */
  int finish() throws IOException {
    flush();
    return (int) crc.getValue();
  }

  /** Copies another file to the end of this one. */
  void append(Path other, long start) throws IOException {
    try (FileChannel from = FileChannel.open(other, StandardOpenOption.READ)) {
      ByteBuffer copy = ByteBuffer.allocateDirect(BUFFER_BYTES);
      for (long at = start; from.read(copy.clear()) >= 0; ) {
        at = writeAt(copy.flip(), at);
      }
    }
  }

  /** Writes all bytes of a buffer and returns the position after them. */
  long writeAt(ByteBuffer bytes, long start) throws IOException {
    long at = start;
    try {
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException failure) {
      throw new IOException(path + ": cannot be written: " + failure.getMessage(), failure);
    }
    return at;
  }

  void sync() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    crc.update(buffer.duplicate());
    position = writeAt(buffer, position);
    buffer.clear();
  }
}
