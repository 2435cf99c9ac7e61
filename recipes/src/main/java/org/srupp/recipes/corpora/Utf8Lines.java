package org.srupp.recipes.corpora;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.srupp.recipes.corpora.archive.FileKind;

/**
 * Lines of a plain or gzip-compressed file, one after the other. LF ends a line, a CR before it is
 * dropped, and nothing else ends a line (a Unicode line separator inside a sentence must not shift
 * the pairs). A last line without LF counts; bytes that are not UTF-8 are refused, everything that
 * is (NUL, emoji, right-to-left text, a line of megabytes) is a line like any other. A byte order
 * mark at the beginning is no text and left out.
 */
public final class Utf8Lines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final String MARK = "\uFEFF";

  /** A longer line is no text, and reading it would take the memory of all else. */
  private static final int LONGEST_LINE = 1 << 26;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int at;
  private int limit;
  private long number;
  private long offset;

  private Utf8Lines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens the file; gzip is recognised by its first two bytes, whatever the name.
   *
   * @throws org.srupp.recipes.corpora.archive.ArchiveException if a name with .gz has a web page
   *     behind it
   */
  public static Utf8Lines open(Path file) throws IOException {
    FileKind kind = FileKind.of(file);
    boolean gzip = kind == FileKind.GZIP;
    if (kind == FileKind.HTML && file.toString().endsWith(".gz")) {
      FileKind.GZIP.require(file, "gzip-compressed text");
    }
    var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return new Utf8Lines(file, gzip ? new GZIPInputStream(raw, BUFFER) : raw);
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
    if (at == limit && !fill()) {
      return null;
    }
    number++;
    begun.reset();
    int end = lineEnd();
    while (end == limit) {
      take(end);
      if (!fill()) {
        return decode(begun.toByteArray(), 0, begun.size(), 0);
      }
      end = lineEnd();
    }
    if (begun.size() == 0) {
      String line = decode(buffer, at, end - at, 1);
      at = end + 1;
      return line;
    }
    take(end);
    at++;
    return decode(begun.toByteArray(), 0, begun.size(), 1);
  }

  /** The number of the last line that was read, from 1. */
  public long number() {
    return number;
  }

  private int lineEnd() {
    int end = at;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private void take(int end) {
    begun.write(buffer, at, end - at);
    at = end;
    if (begun.size() > LONGEST_LINE) {
      throw new CorpusException(
          file
              + ", line "
              + number
              + ": has more than "
              + LONGEST_LINE
              + " bytes, expected a sentence; is the file text with one sentence a line?");
    }
  }

  private boolean fill() throws IOException {
    try {
      at = 0;
      limit = Math.max(0, in.read(buffer));
      return limit > 0;
    } catch (EOFException | ZipException e) {
      throw new CorpusException(
          file
              + ", line "
              + (begun.size() > 0 ? number : number + 1)
              + ": the gzip data is damaged or cut off ("
              + e.getMessage()
              + "); copy the file again");
    }
  }

  /**
   * @param lineFeed bytes of the line's end: 1, or 0 at the end of the file
   */
  private String decode(byte[] bytes, int from, int length, int lineFeed) {
    boolean carriageReturn = length > 0 && bytes[from + length - 1] == '\r';
    int text = carriageReturn ? length - 1 : length;
    String line = new String(bytes, from, text, StandardCharsets.UTF_8);
    if (number == 1 && line.startsWith(MARK)) {
      line = line.substring(MARK.length());
    }
    // What is not UTF-8 has become U+FFFD, which may also stand there of its own.
    if (line.indexOf('\uFFFD') >= 0) {
      refuseMalformed(bytes, from, text);
    }
    offset += length + lineFeed;
    return line;
  }

  private void refuseMalformed(byte[] bytes, int from, int length) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer line = ByteBuffer.wrap(bytes, from, length);
    CoderResult result = decoder.decode(line, CharBuffer.allocate(length), true);
    if (result.isError()) {
      int within = line.position() - from;
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s, line %d: byte 0x%02X at offset %d is not UTF-8; convert the file to UTF-8",
              file,
              number,
              bytes[line.position()],
              offset + within));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
