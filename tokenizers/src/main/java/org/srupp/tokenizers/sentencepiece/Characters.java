package org.srupp.tokenizers.sentencepiece;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;

/**
 * Code points with a meaning of their own, and the scripts of the others as SentencePiece sees
 * them.
 */
final class Characters {
  /** Stands for a blank in normalised text. */
  static final int SPACE = 0x2581;

  /**
   * Stands for characters without a piece in SentencePiece's training; a line with it is left out.
   */
  static final int RESERVED = 0x2585;

  /** A script that goes with any other. */
  static final int ANY_SCRIPT = -1;

  private static final int PROLONGED_SOUND_MARK = 0x30fc;
  private static final short UNSEEN = -2;
  private static final short[] SCRIPTS = new short[0x10000];

  static {
    Arrays.fill(SCRIPTS, UNSEEN);
  }

  private Characters() {}

  static boolean isSurrogate(int cp) {
    return cp >= Character.MIN_SURROGATE && cp <= Character.MAX_SURROGATE;
  }

  static boolean isDigit(int cp) {
    return cp >= '0' && cp <= '9' || cp >= '\uff10' && cp <= '\uff19';
  }

  static boolean inherits(int script) {
    return script == UnicodeScript.INHERITED.ordinal();
  }

  /** The ordinal of a script; Hiragana and Katakana are taken for Han, what has none for common. */
  static int script(int cp) {
    if (cp >= SCRIPTS.length) {
      return lookUp(cp);
    }
    short script = SCRIPTS[cp]; // threads that meet here write the same value
    if (script == UNSEEN) {
      script = lookUp(cp);
      SCRIPTS[cp] = script;
    }
    return script;
  }

  private static short lookUp(int cp) {
    UnicodeScript script = cp == PROLONGED_SOUND_MARK ? UnicodeScript.HAN : UnicodeScript.of(cp);
    UnicodeScript merged =
        switch (script) {
          case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
          case UNKNOWN -> UnicodeScript.COMMON;
          default -> script;
        };
    return (short) merged.ordinal();
  }
}
