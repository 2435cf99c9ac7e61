package org.srupp.tokenizers;

import java.util.SplittableRandom;

/**
 * Hostile lines: letters of several scripts, marks, digits, blanks of all kinds, controls, emoji
 * and lone surrogates.
 */
final class RandomText {
  private static final String[] PARTS = {
    "a",
    "b",
    "Z",
    "ß",
    "É",
    "e\u0301",
    "İ",
    "Σ",
    "7",
    "٣",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u2028",
    "\u3000",
    "\u0085",
    ".",
    ",",
    "!",
    "▁",
    "<unk>",
    "<0x41>",
    "\0",
    "\u0001",
    "\u200d",
    "\ufeff",
    "\ufffd",
    "日",
    "ひ",
    "ж",
    "א",
    "\u0327",
    "😀",
    "𝄞",
    "\ud800",
    "\udc00",
    "\ue000",
    "\uffff",
    "가",
    "\u1100\u1161"
  };

  private RandomText() {}

  static String line(SplittableRandom random, int most) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      out.append(
          random.nextInt(4) > 0
              ? PARTS[random.nextInt(PARTS.length)]
              : (char) random.nextInt(0x10000));
    }
    return out.toString();
  }
}
