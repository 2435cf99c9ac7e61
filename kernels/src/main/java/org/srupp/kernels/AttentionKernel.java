package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * Attention of one query over keys that lie anywhere in memory, for decoding step by step.
 *
 * <p>Each query has its own number of keys and shares nothing with others, so its result cannot
 * depend on the batch around it.
 */
public interface AttentionKernel {
  /**
   * Rows of keys and values: row i of {@code memory} is P keys followed by P values; the query sees
   * the rows {@code rows[0..count)}.
   *
   * @param memory (any number, 2, P) float32
   * @param rows row numbers
   * @param count how many of {@code rows} are seen
   */
  record Keys(MemorySegment memory, int[] rows, int count) {}

  /**
   * out = softmax(q Kᵀ / sqrt(P / H)) V for one query (Lei 2021, equation 5).
   *
   * @param size P, floats in a query
   * @param heads H, which divides P; head i takes the columns i P / H to (i + 1) P / H
   * @param query (any number, P) float32
   * @param queryRow row of {@code query}
   * @param first keys and values; with {@code second} at least one row
   * @param second more keys and values under the same softmax; may have none
   * @param out (any number, P) float32
   * @param outRow row of {@code out}, overwritten
   */
  void attend(
      int size,
      int heads,
      MemorySegment query,
      long queryRow,
      Keys first,
      Keys second,
      MemorySegment out,
      long outRow);
}
