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
  private final boolean possessives;

  /** By ASCII character: whether a word that has it may be changed. */
  private final boolean[] acts = new boolean[128];

  private final Chars source = new Chars();
  private final Chars word = new Chars();
  private final Chars scratch = new Chars();

  /**
   * The replacements with buffers for one thread.
   *
   * @param possessives whether {@code 's} before a blank is split off after the first step, as
   *     Tercom does it
   */
  AsciiPunctuation(boolean possessives) {
    this.possessives = possessives;
    for (char unit = '!'; unit < acts.length; unit++) {
      acts[unit] = isMark(unit) || isStop(unit) || unit == '-' || possessives && unit == '\'';
    }
  }

  /**
   * Applies the replacements. They look no farther than the white space on both sides of a word, so
   * that words without any of their characters are copied as they are, which nearly all are.
   */
  void separate(Chars text) {
    source.set(text);
    text.clear();
    char[] units = source.units();
    int end = source.length();
    int at = 0;
    while (at < end) {
      int start = at;
      boolean changes = false;
      while (at < end && !PythonSpace.isSpace(units[at])) {
        char unit = units[at++];
        changes |= unit < acts.length && acts[unit];
      }
      if (changes) {
        word.clear();
        word.append(units, Math.max(0, start - 1), Math.min(end, at + 1));
        separateWord();
        text.append(word.units(), 0, word.length());
      } else {
        text.append(units, start, at);
      }
      if (at < end) {
        text.append(units[at++]);
      }
    }
  }

  private void separateWord() {
    aroundMarks(word, scratch);
    if (possessives) {
      beforePossessives(scratch, word);
      scratch.set(word);
    }
    afterNonDigits(scratch, word);
    beforeNonDigits(word, scratch);
    afterDigitHyphens(scratch, word);
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
