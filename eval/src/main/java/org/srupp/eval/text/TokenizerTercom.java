package org.srupp.eval.text;

/**
 * The tokenizer of Tercom as sacreBLEU's TER has it. Without any option it leaves the line as it
 * is.
 *
 * <p>Two rules of the original can never match, because the line is padded with blanks before them,
 * and are therefore absent: the one for {@code 's} at the end, and those that would split runs of
 * kana.
 */
public final class TokenizerTercom implements LineTokenizer {
  private static final String WESTERN_PUNCTUATION = ".,?:;!\"()";

  /**
   * First and last characters of the ranges of ideographs, strokes, radicals and enclosed or
   * compatibility forms, joined where they touch or overlap. sacreBLEU means U+3200 to U+32FF by
   * one of them and writes 3F22 for its end, which other ranges cover all the same.
   */
  private static final char[] IDEOGRAPHS = {
    0x2E80, 0x2EFF, 0x31C0, 0x31EF, 0x3200, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0xFE30, 0xFE4F
  };

  private static final char[] ASIAN_PUNCTUATION = {
    0x3001, 0x3002, 0x3008, 0x3011, 0x3014, 0x301F, 0x30FB, 0x30FB, 0xFF01, 0xFF02, 0xFF08, 0xFF09,
    0xFF0C, 0xFF0C, 0xFF0E, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF1F, 0xFF61, 0xFF65
  };

  private final boolean normalized;
  private final boolean withoutPunctuation;
  private final boolean asian;
  private final AsciiPunctuation punctuation = new AsciiPunctuation(true);
  private final Chars scratch = new Chars();

  /**
   * A tokenizer for one thread.
   *
   * @param normalized whether entities are resolved and punctuation becomes tokens of its own
   * @param withoutPunctuation whether {@code . , ? : ; ! " ( )} vanish
   * @param asian whether the other two also know ideographs and the punctuation of Chinese and
   *     Japanese
   */
  public TokenizerTercom(boolean normalized, boolean withoutPunctuation, boolean asian) {
    this.normalized = normalized;
    this.withoutPunctuation = withoutPunctuation;
    this.asian = asian;
  }

  @Override
  public void tokenize(String line, Chars out) {
    out.clear();
    if (normalized) {
      normalize(line, out);
    } else {
      out.append(line);
    }
    if (withoutPunctuation) {
      removePunctuation(out);
    }
  }

  private void normalize(String line, Chars out) {
    String text = line;
    if (text.indexOf('\n') >= 0) {
      text = text.replace("\n-", "").replace('\n', ' ');
    }
    out.append(' ');
    out.append(Entities.resolve(text));
    out.append(' ');
    punctuation.separate(out);
    if (asian) {
      separateAsian(out);
    }
  }

  private void separateAsian(Chars text) {
    scratch.clear();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (isIn(IDEOGRAPHS, unit) || isIn(ASIAN_PUNCTUATION, unit)) {
        scratch.append(' ');
        scratch.append(unit);
        scratch.append(' ');
      } else {
        scratch.append(unit);
      }
    }
    text.set(scratch);
  }

  private void removePunctuation(Chars text) {
    scratch.clear();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean mark =
          WESTERN_PUNCTUATION.indexOf(unit) >= 0 || asian && isIn(ASIAN_PUNCTUATION, unit);
      if (!mark) {
        scratch.append(unit);
      }
    }
    text.set(scratch);
  }

  private static boolean isIn(char[] ranges, char unit) {
    if (unit < ranges[0]) {
      return false;
    }
    for (int i = 0; i < ranges.length; i += 2) {
      if (unit <= ranges[i + 1]) {
        return unit >= ranges[i];
      }
    }
    return false;
  }
}
