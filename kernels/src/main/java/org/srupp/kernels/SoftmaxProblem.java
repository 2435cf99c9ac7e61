package org.srupp.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes and options of one call of {@link SoftmaxKernel}: scores of L queries and K keys in each of
 * H heads of B streams, a matrix for every head of every stream.
 *
 * @param streams B
 * @param heads H
 * @param queries L
 * @param keys K
 * @param maskStreams streams that the mask tells apart: B, or 1 for the same mask in all
 * @param maskQueries queries that the mask tells apart: L, or 1 for the same mask in all
 * @param scale factor of the scores
 * @param type of scores, weights, dropout and gradient; the mask has {@link
 *     ElementType#parameters()}
 */
public record SoftmaxProblem(
    int streams,
    int heads,
    int queries,
    int keys,
    int maskStreams,
    int maskQueries,
    double scale,
    ElementType type) {

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException naming all that is wrong
   */
  public SoftmaxProblem {
    List<String> wrong = new ArrayList<>();
    requirePositive(wrong, "streams", streams);
    requirePositive(wrong, "heads", heads);
    requirePositive(wrong, "queries", queries);
    requirePositive(wrong, "keys", keys);
    requireOneOf(wrong, "maskStreams", maskStreams, streams);
    requireOneOf(wrong, "maskQueries", maskQueries, queries);
    if (!Double.isFinite(scale)) {
      wrong.add("scale must be finite, found " + scale);
    }
    if (type == null) {
      wrong.add("type must be given, found null");
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("SoftmaxProblem: " + String.join("; ", wrong));
    }
  }

  /** The same sizes in another type. */
  public SoftmaxProblem in(ElementType other) {
    return new SoftmaxProblem(
        streams, heads, queries, keys, maskStreams, maskQueries, scale, other);
  }

  /** Rows of scores, B * H * L. */
  public long rows() {
    return (long) streams * heads * queries;
  }

  /** The row of the mask for a row of scores. */
  public long maskRow(long row) {
    long stream = maskStreams == 1 ? 0 : row / queries / heads;
    return stream * maskQueries + (maskQueries == 1 ? 0 : row % queries);
  }

  private static void requirePositive(List<String> wrong, String name, int value) {
    if (value < 1) {
      wrong.add(name + " must be at least 1, found " + value);
    }
  }

  private static void requireOneOf(List<String> wrong, String name, int value, int all) {
    if (value != 1 && value != all) {
      wrong.add(name + " must be 1 or " + all + ", found " + value);
    }
  }
}
