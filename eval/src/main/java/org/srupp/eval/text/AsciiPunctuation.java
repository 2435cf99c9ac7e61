package org.srupp.eval.text;

/**
 * The four replacements that 13a, zh and Tercom share, each over the whole text from the left,
 * matches not overlapping:
 *
 * <ol>
 *   <li>a blank on both sides of ASCII punctuation other than apostrophe, hyphen, comma and period;
 *   <li>comma and period split from a non-digit before them;
 *   <li>comma and period split from a non-digit after them;
 *   <li>a hyphen split from a digit before it.
 * </ol>
 *
 * <p>Hand-written loops in place of regular expressions, which made nearly all of the time and
 * garbage. UTF-16 units do as well as code points here: a surrogate is no digit, comma or period,
 * whichever half is looked at.
 */
final class AsciiPunctuation {
  private final Chars scratch = new Chars();

  void separate(Chars text) {
    aroundMarks(text, scratch);
    afterNonDigits(scratch, text);
    beforeNonDigits(text, scratch);
    afterDigitHyphens(scratch, text);
  }

  /** The same with {@code 's} before a blank split off after the first step, as Tercom does it. */
  void separateWithPossessives(Chars text) {
    aroundMarks(text, scratch);
    beforePossessives(scratch, text);
    afterNonDigits(text, scratch);
    beforeNonDigits(scratch, text);
    scratch.set(text);
    afterDigitHyphens(scratch, text);
  }

  private static void beforePossessives(Chars from, Chars to) {
    to.clear();
    for (int i = 0; i < from.length(); i++) {
      char unit = from.charAt(i);
      if (unit == '\''
          && i + 2 < from.length()
          && from.charAt(i + 1) == 's'
          && from.charAt(i + 2) == ' ') {
        to.append(' ');
      }
      to.append(unit);
    }
  }

  private static void aroundMarks(Chars from, Chars to) {
    to.clear();
    for (int i = 0; i < from.length(); i++) {
      char unit = from.charAt(i);
      if (isMark(unit)) {
        to.append(' ');
        to.append(unit);
        to.append(' ');
      } else {
        to.append(unit);
      }
    }
  }

  private static void afterNonDigits(Chars from, Chars to) {
    to.clear();
    int i = 0;
    while (i < from.length()) {
      char unit = from.charAt(i++);
      to.append(unit);
      if (!isDigit(unit) && i < from.length() && isStop(from.charAt(i))) {
        to.append(' ');
        to.append(from.charAt(i++));
        to.append(' ');
      }
    }
  }

  private static void beforeNonDigits(Chars from, Chars to) {
    to.clear();
    int i = 0;
    while (i < from.length()) {
      char unit = from.charAt(i++);
      if (isStop(unit) && i < from.length() && !isDigit(from.charAt(i))) {
        to.append(' ');
        to.append(unit);
        to.append(' ');
        to.append(from.charAt(i++));
      } else {
        to.append(unit);
      }
    }
  }

  private static void afterDigitHyphens(Chars from, Chars to) {
    to.clear();
    int i = 0;
    while (i < from.length()) {
      char unit = from.charAt(i++);
      to.append(unit);
      if (isDigit(unit) && i < from.length() && from.charAt(i) == '-') {
        to.append(' ');
        to.append(from.charAt(i++));
        to.append(' ');
      }
    }
  }

  private static boolean isMark(char unit) {
    return unit >= ' '
        && unit <= '~'
        && !isDigit(unit)
        && !((unit | 0x20) >= 'a' && (unit | 0x20) <= 'z')
        && unit != '\''
        && unit != '-'
        && !isStop(unit);
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static boolean isStop(char unit) {
    return unit == '.' || unit == ',';
  }
}
