package org.srupp.tokenizers.sentencepiece;

/**
 * Which strings may become pieces.
 *
 * @param splitByUnicodeScript no piece mixes scripts; Han, Hiragana and Katakana count as one
 * @param splitByNumber digits are a script of their own in this; otherwise they go with any
 * @param splitByWhitespace no piece reaches from a word into the next
 * @param splitDigits every digit 0 to 9 is a piece of its own
 * @param maxPieceLength the most code points of a piece, 1 to 512
 */
public record PieceRules(
    boolean splitByUnicodeScript,
    boolean splitByNumber,
    boolean splitByWhitespace,
    boolean splitDigits,
    int maxPieceLength) {
  /**
   * What {@code spm_train} does unless told otherwise: all splits but that of digits, length 16.
   */
  public static final PieceRules DEFAULT = new PieceRules(true, true, true, false, 16);

  private static final int LONGEST = 512;

  public PieceRules {
    if (maxPieceLength < 1 || maxPieceLength > LONGEST) {
      throw new IllegalArgumentException(
          "maxPieceLength must be in 1 to " + LONGEST + ", found " + maxPieceLength);
    }
  }
}
