package org.srupp.tokenizers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text put together from pieces and single bytes; bytes that are not UTF-8 become U+FFFD, as the
 * JDK's decoder counts them.
 */
final class PieceText {
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void add(String piece) {
    flush();
    text.append(piece);
  }

  void addByte(int value) {
    bytes.write(value);
  }

  boolean isEmpty() {
    flush();
    return text.isEmpty();
  }

  private void flush() {
    if (bytes.size() > 0) {
      text.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
    }
  }

  @Override
  public String toString() {
    flush();
    return text.toString();
  }
}
