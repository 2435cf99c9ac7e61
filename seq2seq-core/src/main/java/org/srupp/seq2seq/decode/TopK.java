package org.srupp.seq2seq.decode;

/**
 * The k largest values offered, best first; of equal values the one offered first. A value that is
 * not above minus infinity is no value.
 */
final class TopK {
  private final float[] values;
  private final int[] ids;
  private final int first;
  private final int width;
  private int count;

  /**
   * Keeps its entries in slots {@code first} to {@code first + width - 1} of arrays that belong to
   * the caller.
   */
  TopK(float[] values, int[] ids, int first, int width) {
    this.values = values;
    this.ids = ids;
    this.first = first;
    this.width = width;
  }

  /** Only values above this one change anything. */
  float floor() {
    return count < width ? Float.NEGATIVE_INFINITY : values[first + width - 1];
  }

  int count() {
    return count;
  }

  void offer(float value, int id) {
    if (value > floor()) {
      int at = first + (count < width ? count++ : width - 1);
      for (; at > first && value > values[at - 1]; at--) {
        values[at] = values[at - 1];
        ids[at] = ids[at - 1];
      }
      values[at] = value;
      ids[at] = id;
    }
  }
}
