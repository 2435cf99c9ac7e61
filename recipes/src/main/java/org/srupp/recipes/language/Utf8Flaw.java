package org.srupp.recipes.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.srupp.recipes.corpora.TextPart;

/** Finds where a text stops being UTF-8; a reader only knows that it did, some blocks ahead. */
final class Utf8Flaw {
  private static final int BLOCK = 1 << 16;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] block = new byte[BLOCK];
  private final CharBuffer decoded = CharBuffer.allocate(BLOCK);
  private int held;
  private long offset;
  private long line = 1;

  private Utf8Flaw() {}

  /** Line, byte and its offset, counted from 0, of the first byte that is not UTF-8. */
  static String of(TextPart part) throws IOException {
    // A slice has the name of its whole, and so must its lines.
    TextPart whole = part instanceof SlicePart slice ? slice.whole() : part;
    try (InputStream in = whole.open()) {
      return new Utf8Flaw().find(in);
    }
  }

  private String find(InputStream in) throws IOException {
    while (true) {
      int count = in.readNBytes(block, held, BLOCK - held);
      held += count;
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, held);
      decoded.clear();
      boolean bad = decoder.decode(bytes, decoded, count == 0).isError();
      int good = bytes.position();
      for (int i = 0; i < good; i++) {
        line += block[i] == '\n' ? 1 : 0;
      }
      offset += good;
      if (bad || count == 0) {
        return String.format(
            Locale.ROOT, "line %d: byte 0x%02X at offset %d", line, block[good], offset);
      }
      held -= good;
      System.arraycopy(block, good, block, 0, held);
    }
  }
}
