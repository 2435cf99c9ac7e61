package org.srupp.recipes.corpora;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Lines of a plain or gzip-compressed file, one after the other. LF ends a line, a CR before it is
 * dropped, and nothing else ends a line (a Unicode line separator inside a sentence must not shift
 * the pairs). A last line without LF counts; bytes that are not UTF-8 are refused.
 */
public final class Utf8Lines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private long offset;

  private Utf8Lines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens the file; gzip is recognised by its first two bytes, whatever the name. */
  public static Utf8Lines open(Path file) throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new Utf8Lines(
          file, gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw);
    } catch (IOException e) {
      raw.close();
      throw new CorpusException(
          file + ": cannot be opened as gzip (" + e.getMessage() + "); copy it again");
    }
  }

  /**
   * The next line, null after the last.
   *
   * @throws CorpusException if the line is not UTF-8; the message has line and byte offset, counted
   *     in the unpacked file from 0
   */
  public String next() throws IOException {
    line.reset();
    long start = offset;
    int next = read();
    if (next < 0) {
      return null;
    }
    number++;
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = read();
    }
    byte[] bytes = line.toByteArray();
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    return decode(bytes, length, start);
  }

  /** The number of the last line that was read, from 1. */
  public long number() {
    return number;
  }

  private int read() throws IOException {
    try {
      int next = in.read();
      offset += next < 0 ? 0 : 1;
      return next;
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      throw new CorpusException(
          file
              + ", line "
              + (number + 1)
              + ": the gzip data is damaged or cut off ("
              + e.getMessage()
              + "); copy the file again");
    }
  }

  private String decode(byte[] bytes, int length, long start) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer out = CharBuffer.allocate(length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new CorpusException(
          String.format(
              "%s, line %d: byte 0x%02X at offset %d is not UTF-8; convert the file to UTF-8",
              file, number, bytes[in.position()], start + in.position()));
    }
    return out.flip().toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
