package org.srupp.tokenizers.sentencepiece;

/** Whether a string of characters may be a piece, and where none can reach across. */
final class PieceShape {
  private final PieceRules rules;

  PieceShape(PieceRules rules) {
    this.rules = rules;
  }

  /** Whether the rules allow these code points, two or more, as a piece. */
  boolean allows(int[] piece) {
    if (piece.length > rules.maxPieceLength()) {
      return false;
    }
    int script = Characters.ANY_SCRIPT;
    for (int i = 0; i < piece.length; i++) {
      int cp = piece[i];
      if (cp == Characters.SPACE) {
        if (!allowsSpace(i, piece.length)) {
          return false;
        }
        continue;
      }
      if (rules.splitDigits() && Characters.isDigit(cp)) {
        return false;
      }
      int own = scriptOf(cp);
      int next = Characters.inherits(own) ? script : own;
      if (rules.splitByUnicodeScript() && conflict(script, next)) {
        return false;
      }
      script = next;
    }
    return true;
  }

  /** A blank stands in front; within words it may stand inside, where pieces cross blanks. */
  private boolean allowsSpace(int at, int length) {
    return at == 0 || !rules.splitByWhitespace() && at < length - 1;
  }

  /**
   * Whether no piece holds these two neighbours. It may say false where none does: a mark takes the
   * script of what is before it, which two characters do not show.
   */
  boolean separates(int left, int right) {
    if (right == Characters.SPACE) {
      return rules.splitByWhitespace();
    }
    if (left == Characters.SPACE) {
      return rules.splitDigits() && Characters.isDigit(right);
    }
    if (rules.splitDigits() && (Characters.isDigit(left) || Characters.isDigit(right))) {
      return true;
    }
    int before = scriptOf(left);
    int after = scriptOf(right);
    return rules.splitByUnicodeScript()
        && !Characters.inherits(before)
        && !Characters.inherits(after)
        && conflict(before, after);
  }

  private int scriptOf(int cp) {
    return !rules.splitByNumber() && Characters.isDigit(cp)
        ? Characters.ANY_SCRIPT
        : Characters.script(cp);
  }

  private static boolean conflict(int before, int after) {
    return before != Characters.ANY_SCRIPT && after != Characters.ANY_SCRIPT && before != after;
  }
}
