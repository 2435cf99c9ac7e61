package org.srupp.recipes.evaluate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.srupp.eval.text.PythonSpace;

/**
 * Lines read as sacreBLEU reads them, each right-trimmed. In a file LF alone ends a line, so that a
 * segment may hold CR or U+2028; on standard input CR and CRLF do so too. A byte order mark stays
 * where it is.
 */
final class TextLines {
  private static final char REPLACEMENT = '\uFFFD';

  private final Path folder;
  private final Charset encoding;

  /**
   * A reader of lines.
   *
   * @param folder where relative names of files begin
   * @param encoding of all text
   */
  TextLines(Path folder, Charset encoding) {
    this.folder = folder;
    this.encoding = encoding;
  }

  /**
   * The lines of a file, unpacked if its name ends in {@code .gz}.
   *
   * @throws EvaluateFailure if the file is missing, unreadable or not in that encoding; the message
   *     says where
   */
  List<String> ofFile(String file) {
    byte[] bytes = bytes(file);
    return encoding.equals(StandardCharsets.UTF_8)
        ? utf8Lines(bytes, file)
        : split(decode(bytes, file));
  }

  /**
   * The lines of standard input.
   *
   * @throws EvaluateFailure if it cannot be read or is not in that encoding
   */
  List<String> ofInput(InputStream input) {
    String text;
    try {
      text = decode(input.readAllBytes(), "standard input");
    } catch (IOException e) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED, "standard input: cannot be read: " + e.getMessage());
    }
    return split(text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  private byte[] bytes(String file) {
    try (InputStream input = open(folder.resolve(file))) {
      return input.readAllBytes();
    } catch (NoSuchFileException e) {
      throw new EvaluateFailure(EvaluateFailure.FAILED, file + ": no such file; check the path");
    } catch (AccessDeniedException e) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED, file + ": no permission to read it; check its mode");
    } catch (ZipException e) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED,
          file
              + ": not gzip data ("
              + e.getMessage()
              + "), which the ending .gz promises; rename or pack the file");
    } catch (IOException e) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED, file + ": cannot be read: " + e.getMessage());
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return plain;
    }
    try {
      return new GZIPInputStream(new BufferedInputStream(plain));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /**
   * Lines decoded one by one: most have no character beyond Latin 1 and then take half the memory
   * and time, which one such character in a whole file would cost them all.
   */
  private List<String> utf8Lines(byte[] bytes, String source) {
    List<String> lines = new ArrayList<>();
    boolean suspicious = false;
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, start, end - start, encoding);
      suspicious |= line.indexOf(REPLACEMENT) >= 0;
      lines.add(PythonSpace.trimEnd(line));
      start = end + 1;
    }
    if (suspicious) {
      requireValid(bytes, source);
    }
    return lines;
  }

  private String decode(byte[] bytes, String source) {
    String text = new String(bytes, encoding);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(bytes, source);
    }
    return text;
  }

  // A mark that the text really holds and one put there for bad bytes look the same; the slow
  // decoder tells them apart.
  private void requireValid(byte[] bytes, String source) {
    int bad = firstBadByte(bytes, encoding.newDecoder());
    if (bad >= 0) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED,
          place(bytes, bad, source)
              + ": not valid "
              + encoding
              + "; convert the text or name its encoding with -e");
    }
  }

  private static int firstBadByte(byte[] bytes, CharsetDecoder decoder) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(8192);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return result.isError() ? in.position() : -1;
  }

  private static String place(byte[] bytes, int bad, String source) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < bad; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return source + ", line " + line + ", byte " + (bad - lineStart + 1);
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      lines.add(PythonSpace.trimEnd(text.substring(start, end)));
      start = end + 1;
    }
    return lines;
  }
}
