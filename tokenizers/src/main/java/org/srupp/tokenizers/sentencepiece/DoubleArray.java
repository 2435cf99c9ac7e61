package org.srupp.tokenizers.sentencepiece;

/**
 * A byte trie in two arrays folded into one (Aoe 1989), in the unit layout of darts-clone that
 * SentencePiece reads: from unit i, byte b leads to unit i ^ offset(i) ^ b if that unit's label is
 * b.
 *
 * <p>A unit, from its lowest bit: label (8 bits), whether a value follows (1), whether the offset
 * counts in 256s (1, never set here), offset (21), no label (1). The value follows as the unit of
 * label 0, with the highest bit set.
 *
 * @param units little-endian in a file; a multiple of 256 of them
 */
record DoubleArray(int[] units) {
  static final int VALUE_FOLLOWS = 1 << 8;
  static final int OFFSET_SHIFT = 10;

  /** Never equal to a byte's label, so that no byte leads here. */
  static final int NO_LABEL = 1 << 31;

  private static final int LABEL = NO_LABEL | 0xff;

  /** Offsets end where the layout has no bits for more. */
  static final int MOST_UNITS = 1 << 21;

  /**
   * The longest key that {@code text} has at {@code from}.
   *
   * @return its length in the upper half and its value in the lower, or 0 if there is none
   */
  long longestPrefix(byte[] text, int from, int to) {
    long found = 0;
    int at = units[0] >>> OFFSET_SHIFT;
    for (int i = from; i < to; i++) {
      int label = text[i] & 0xff;
      at ^= label;
      int unit = units[at];
      if ((unit & LABEL) != label) {
        break;
      }
      at ^= unit >>> OFFSET_SHIFT;
      if ((unit & VALUE_FOLLOWS) != 0) {
        found = (long) (i + 1 - from) << Integer.SIZE | units[at] & ~NO_LABEL;
      }
    }
    return found;
  }
}
