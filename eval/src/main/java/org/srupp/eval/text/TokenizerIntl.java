package org.srupp.eval.text;

/**
 * The tokenizer of mteval-v14 as sacreBLEU has it: punctuation split from a non-number before it,
 * then from one after it, then a blank on both sides of symbols. Numbers are all of Unicode's N, so
 * also ½ and Ⅷ. The line is not padded: a year's final period stays with the year.
 */
final class TokenizerIntl implements LineTokenizer {
  private static final int PUNCTUATION =
      1 << Character.CONNECTOR_PUNCTUATION
          | 1 << Character.DASH_PUNCTUATION
          | 1 << Character.START_PUNCTUATION
          | 1 << Character.END_PUNCTUATION
          | 1 << Character.INITIAL_QUOTE_PUNCTUATION
          | 1 << Character.FINAL_QUOTE_PUNCTUATION
          | 1 << Character.OTHER_PUNCTUATION;
  private static final int SYMBOL =
      1 << Character.MATH_SYMBOL
          | 1 << Character.CURRENCY_SYMBOL
          | 1 << Character.MODIFIER_SYMBOL
          | 1 << Character.OTHER_SYMBOL;
  private static final int NUMBER =
      1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private final Chars scratch = new Chars();

  @Override
  public void tokenize(String line, Chars out) {
    out.clear();
    out.append(line);
    afterNonNumbers(out, scratch);
    beforeNonNumbers(scratch, out);
    scratch.set(out);
    aroundSymbols(scratch, out);
  }

  private static void afterNonNumbers(Chars from, Chars to) {
    to.clear();
    int i = 0;
    while (i < from.length()) {
      int first = from.codePointAt(i);
      i += Character.charCount(first);
      to.appendCodePoint(first);
      int second = i < from.length() ? from.codePointAt(i) : ' ';
      if (is(PUNCTUATION, second) && !is(NUMBER, first)) {
        to.append(' ');
        to.appendCodePoint(second);
        to.append(' ');
        i += Character.charCount(second);
      }
    }
  }

  private static void beforeNonNumbers(Chars from, Chars to) {
    to.clear();
    int i = 0;
    while (i < from.length()) {
      int first = from.codePointAt(i);
      i += Character.charCount(first);
      if (is(PUNCTUATION, first) && i < from.length() && !is(NUMBER, from.codePointAt(i))) {
        int second = from.codePointAt(i);
        to.append(' ');
        to.appendCodePoint(first);
        to.append(' ');
        to.appendCodePoint(second);
        i += Character.charCount(second);
      } else {
        to.appendCodePoint(first);
      }
    }
  }

  private static void aroundSymbols(Chars from, Chars to) {
    to.clear();
    int i = 0;
    while (i < from.length()) {
      int codePoint = from.codePointAt(i);
      i += Character.charCount(codePoint);
      if (is(SYMBOL, codePoint)) {
        to.append(' ');
        to.appendCodePoint(codePoint);
        to.append(' ');
      } else {
        to.appendCodePoint(codePoint);
      }
    }
  }

  private static boolean is(int categories, int codePoint) {
    return (categories >> Character.getType(codePoint) & 1) != 0;
  }
}
