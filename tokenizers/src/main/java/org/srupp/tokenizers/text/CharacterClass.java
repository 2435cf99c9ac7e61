package org.srupp.tokenizers.text;

import java.lang.Character.UnicodeScript;

/** What a code point counts as when a line is cut into words. */
final class CharacterClass {
  static final int OTHER = 0;
  static final int DIGIT = 1;
  static final int MARK = 2;

  /** Letters: this plus the ordinal of their script. */
  private static final int LETTER = 3;

  private static final int LATIN = LETTER + UnicodeScript.LATIN.ordinal();

  private CharacterClass() {}

  static int of(int cp) {
    if (cp < 0x80) {
      if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') {
        return LATIN;
      }
      return cp >= '0' && cp <= '9' ? DIGIT : OTHER;
    }
    if (Character.isLetter(cp)) {
      return LETTER + script(cp).ordinal();
    }
    if (isMark(cp)) {
      return MARK;
    }
    return Character.isDigit(cp) ? DIGIT : OTHER;
  }

  static boolean isMark(int cp) {
    int type = Character.getType(cp);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Japanese mixes three scripts within a word, so they count as one. */
  private static UnicodeScript script(int cp) {
    UnicodeScript script = UnicodeScript.of(cp);
    return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA
        ? UnicodeScript.HAN
        : script;
  }
}
