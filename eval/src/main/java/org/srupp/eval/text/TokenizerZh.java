package org.srupp.eval.text;

/**
 * Makes every Chinese character a token and treats the rest by {@link AsciiPunctuation}, without
 * 13a's padding and entities.
 */
final class TokenizerZh implements LineTokenizer {
  /**
   * First and last characters of the ranges that count as Chinese, joined where they touch.
   *
   * <p>sacreBLEU means the ideographs of U+20000 to U+2A6D6 and U+2F800 to U+2FA1D, but writes them
   * with four-digit escapes. In effect U+2001 to U+2A6D (dashes, quotes, arrows, symbols) count as
   * Chinese and those ideographs do not; every published score has it so.
   */
  private static final char[] RANGES = {
    0x2001, 0x2A6D, 0x2E80, 0x2FDF, 0x2FF0, 0x303F, 0x3100, 0x312F, 0x31A0, 0x31EF, 0x3200, 0x4DB5,
    0x4E00, 0x9FBB, 0xF900, 0xFA2D, 0xFA30, 0xFA6A, 0xFA70, 0xFAD9, 0xFE10, 0xFE1F, 0xFE30, 0xFE4F,
    0xFF00, 0xFFEF
  };

  private final AsciiPunctuation punctuation = new AsciiPunctuation(false);

  @Override
  public void tokenize(String line, Chars out) {
    String text = PythonSpace.trimStart(PythonSpace.trimEnd(line));
    out.clear();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (isChinese(unit)) {
        out.append(' ');
        out.append(unit);
        out.append(' ');
      } else {
        out.append(unit);
      }
    }
    punctuation.separate(out);
  }

  private static boolean isChinese(char unit) {
    if (unit < RANGES[0]) {
      return false;
    }
    for (int i = 0; i < RANGES.length; i += 2) {
      if (unit <= RANGES[i + 1]) {
        return unit >= RANGES[i];
      }
    }
    return false;
  }
}
