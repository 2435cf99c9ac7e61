package org.srupp.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pieces {@code <0x00>} to {@code <0xFF>}, which write a character that has no piece of its own
 * as UTF-8 bytes.
 */
final class BytePieces {
  static final int COUNT = 256;

  private static final List<String> ALL = new ArrayList<>();

  static {
    for (int value = 0; value < COUNT; value++) {
      ALL.add(String.format(Locale.ROOT, "<0x%02X>", value));
    }
  }

  private BytePieces() {}

  static List<String> all() {
    return List.copyOf(ALL);
  }

  static String of(byte value) {
    return ALL.get(value & 0xff);
  }

  static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      pieces.add(of(value));
    }
    return pieces;
  }

  /** The value of a byte piece, or -1 if {@code piece} is none. */
  static int value(String piece) {
    if (piece.length() != 6 || !piece.startsWith("<0x") || piece.charAt(5) != '>') {
      return -1;
    }
    int high = Character.digit(piece.charAt(3), 16);
    int low = Character.digit(piece.charAt(4), 16);
    int value = 16 * high + low;
    return high >= 0 && low >= 0 && ALL.get(value).equals(piece) ? value : -1;
  }
}
