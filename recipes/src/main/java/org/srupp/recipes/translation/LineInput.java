package org.srupp.recipes.translation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.srupp.recipes.translation.InputLine.Flaw;

/**
 * Lines of any bytes whatever, read as UTF-8. LF ends a line, and a CR before it or before the end
 * of the text is dropped; nothing else ends one. A last line without LF counts. Nothing is refused:
 * bytes that are not UTF-8 become U+FFFD, and of a line beyond {@link #MAX_LINE_BYTES}, or what
 * {@link #keeping} says, the beginning is kept.
 */
public final class LineInput implements AutoCloseable {
  /** Far beyond what is translated of a line; bounds memory when input has no line ends. */
  public static final int MAX_LINE_BYTES = 1 << 22;

  private static final int BUFFER = 1 << 16;
  private static final char REPLACEMENT = '\uFFFD';
  private static final String MARK = "\uFEFF";

  private final InputStream in;
  private final String origin;
  private final Runnable beforeWaiting;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private int longest = MAX_LINE_BYTES;
  private boolean dropped;
  private boolean markDropped;
  private long number;

  private LineInput(InputStream in, String origin, Runnable beforeWaiting) {
    this.in = in;
    this.origin = origin;
    this.beforeWaiting = beforeWaiting;
  }

  /** Keeps so many bytes of a line from now on. */
  public LineInput keeping(int bytes) {
    longest = bytes;
    return this;
  }

  /** Leaves out a byte order mark at the beginning, which is no text. */
  public LineInput withoutMark() {
    markDropped = true;
    return this;
  }

  /**
   * Opens a file; gzip is recognised by its first two bytes, whatever the name.
   *
   * @param beforeWaiting called whenever a read may have to wait for its writer
   */
  public static LineInput ofFile(String file, Runnable beforeWaiting) {
    try {
      InputStream raw = new BufferedInputStream(new FileInputStream(file), BUFFER);
      try {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return new LineInput(gzip ? new GZIPInputStream(raw, BUFFER) : raw, file, beforeWaiting);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw new TextInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads an open stream, which stays open. */
  public static LineInput ofStream(InputStream in, String origin, Runnable beforeWaiting) {
    return new LineInput(in, origin, beforeWaiting);
  }

  /**
   * The next line, null after the last.
   *
   * @throws TextInputException if the disk or the gzip data fails
   */
  public InputLine next() {
    line.reset();
    dropped = false;
    if (position == limit && !fill()) {
      return null;
    }
    number++;
    do {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      keep(end);
      if (end < limit) {
        position = end + 1;
        break;
      }
    } while (fill());
    return decoded(line.toByteArray());
  }

  private void keep(int end) {
    int kept = Math.min(end - position, longest - line.size());
    line.write(buffer, position, kept);
    dropped |= kept < end - position;
    position = end;
  }

  private boolean fill() {
    try {
      if (mayWait()) {
        beforeWaiting.run();
      }
      limit = Math.max(0, in.read(buffer));
      position = 0;
      return limit > 0;
    } catch (IOException e) {
      throw new TextInputException(
          origin + ", line " + (number + 1) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean mayWait() {
    try {
      return in.available() == 0;
    } catch (IOException e) {
      return true; // some devices cannot say
    }
  }

  private InputLine decoded(byte[] bytes) {
    int length = bytes.length;
    if (dropped) {
      // Not in the middle of a character: that would look like bad bytes.
      while (length > bytes.length - 4 && (bytes[length - 1] & 0xC0) == 0x80) {
        length--;
      }
      length -= bytes[length - 1] < 0 ? 1 : 0;
    } else if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    if (markDropped && number == 1 && text.startsWith(MARK)) {
      text = text.substring(MARK.length());
    }
    boolean bad = text.indexOf(REPLACEMENT) >= 0 && !isUtf8(ByteBuffer.wrap(bytes, 0, length));
    return new InputLine(
        text, origin, number, bad ? Flaw.NOT_UTF8 : dropped ? Flaw.TOO_LONG : Flaw.NONE);
  }

  /** Tells a U+FFFD that the text really holds from one put there for bad bytes. */
  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new TextInputException(origin + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
