package org.srupp.tokenizers.text;

import java.util.function.IntPredicate;

/** Parts apostrophes from words as the language has them. */
final class MosesApostrophes {
  private MosesApostrophes() {}

  static String parted(String text, TextLanguage language) {
    if (text.indexOf('\'') < 0) {
      return text;
    }
    if (language != TextLanguage.EN) {
      return text.replace("'", " ' ");
    }
    IntPredicate letter = Character::isAlphabetic;
    IntPredicate other = letter.negate();
    String out = parted(text, other, other, " ' ");
    out = parted(out, cp -> !Character.isAlphabetic(cp) && !MosesMarks.isNumber(cp), letter, " ' ");
    out = parted(out, letter, other, " ' ");
    out = parted(out, letter, letter, " '");
    return parted(out, MosesMarks::isNumber, cp -> cp == 's', " '"); // the 1990's
  }

  /**
   * Replaces apostrophes between two such characters. The character behind one is not looked at
   * again as the one in front of the next, so of {@code a'b'c} only the first is replaced.
   */
  private static String parted(
      String text, IntPredicate before, IntPredicate behind, String replacement) {
    StringBuilder out = null;
    int taken = 0;
    int copied = 0;
    for (int at = text.indexOf('\'', 1); at >= 0; at = text.indexOf('\'', at + 1)) {
      if (at + 1 >= text.length()) {
        break;
      }
      int previous = text.codePointBefore(at);
      int next = text.codePointAt(at + 1);
      if (at - Character.charCount(previous) < taken
          || !before.test(previous)
          || !behind.test(next)) {
        continue;
      }
      out = out == null ? new StringBuilder(text.length() + 16) : out;
      out.append(text, copied, at).append(replacement);
      copied = at + 1;
      taken = at + 1 + Character.charCount(next);
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }
}
