package org.srupp.eval.text;

import java.util.Locale;

/**
 * Python's {@code str.lower}.
 *
 * <p>It differs from {@link String#toLowerCase(Locale)} in the capital sigma alone: Python asks, as
 * the Unicode Standard (section 3.13, Final_Sigma) does, for the nearest characters that are not
 * case-ignorable, where Java has its own idea of a word's end.
 */
public final class PythonLowerCase {
  private static final char CAPITAL_SIGMA = 0x3A3;
  private static final char SIGMA = 0x3C3;
  private static final char FINAL_SIGMA = 0x3C2;

  /**
   * The letters' neighbours that word breaking looks through (MidLetter, MidNumLet and Single_Quote
   * of UAX #29).
   */
  private static final String WORD_MIDDLES =
      ":\u00B7\u0387\u055F\u05F4\u2027\uFE13\uFE55\uFF1A.\u2018\u2019\u2024\uFE52\uFF07\uFF0E'";

  private PythonLowerCase() {}

  /** The line in lower case. */
  public static String of(String line) {
    return line.indexOf(CAPITAL_SIGMA) < 0
        ? line.toLowerCase(Locale.ROOT)
        : withSigmasLowered(line).toLowerCase(Locale.ROOT);
  }

  private static String withSigmasLowered(String line) {
    var lowered = new StringBuilder(line);
    for (int i = line.indexOf(CAPITAL_SIGMA); i >= 0; i = line.indexOf(CAPITAL_SIGMA, i + 1)) {
      boolean ends = casedBefore(line, i) && !casedAfter(line, i + 1);
      lowered.setCharAt(i, ends ? FINAL_SIGMA : SIGMA);
    }
    return lowered.toString();
  }

  private static boolean casedBefore(String line, int end) {
    int at = end;
    while (at > 0) {
      int codePoint = line.codePointBefore(at);
      if (!isCaseIgnorable(codePoint)) {
        return isCased(codePoint);
      }
      at -= Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean casedAfter(String line, int start) {
    int at = start;
    while (at < line.length()) {
      int codePoint = line.codePointAt(at);
      if (!isCaseIgnorable(codePoint)) {
        return isCased(codePoint);
      }
      at += Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean isCased(int codePoint) {
    return Character.isLowerCase(codePoint)
        || Character.isUpperCase(codePoint)
        || Character.isTitleCase(codePoint);
  }

  private static boolean isCaseIgnorable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> WORD_MIDDLES.indexOf(codePoint) >= 0;
    };
  }
}
