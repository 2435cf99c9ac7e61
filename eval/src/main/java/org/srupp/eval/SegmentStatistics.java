package org.srupp.eval;

import java.util.Arrays;

/**
 * What a {@link CorpusMetric} counts in each segment, as a dense matrix: a row for each segment, a
 * column for each number that the metric's formula takes.
 *
 * <ul>
 *   <li>BLEU: hypothesis length, closest reference length, n-grams found by order 1..N, n-grams of
 *       the hypothesis by order 1..N.
 *   <li>chrF: for each character order, then for each word order: n-grams of the hypothesis, of the
 *       reference, of both.
 *   <li>TER: edits, mean reference length, which need not be whole.
 * </ul>
 */
public final class SegmentStatistics {
  private final int width;
  private final double[] values;
  private final String references;

  /**
   * Takes the array as it is.
   *
   * @param width columns, at least 1
   * @param values row after row, (segments, width)
   * @param references how many references every segment has, or {@code var}
   * @throws IllegalArgumentException if the values are not whole rows
   */
  public SegmentStatistics(int width, double[] values, String references) {
    if (width < 1 || values.length % width != 0) {
      throw new IllegalArgumentException(
          "statistics hold " + values.length + " values, expected whole rows of " + width);
    }
    this.width = width;
    this.values = values;
    this.references = references;
  }

  /** Rows. */
  public int segments() {
    return values.length / width;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The number of references that every segment has, or {@code var}, as signatures print it. */
  public String references() {
    return references;
  }

  /** One number. */
  public double value(int segment, int column) {
    return values[segment * width + column];
  }

  /** A copy of one row, (width). */
  public double[] row(int segment) {
    return Arrays.copyOfRange(values, segment * width, (segment + 1) * width);
  }

  /** Adds a row to {@code sums}, (width). */
  public void addTo(double[] sums, int segment) {
    int at = segment * width;
    for (int k = 0; k < width; k++) {
      sums[k] += values[at + k];
    }
  }

  /** Adds a row {@code times} times over. */
  void addTo(double[] sums, int segment, int times) {
    int at = segment * width;
    for (int k = 0; k < width; k++) {
      sums[k] += times * values[at + k];
    }
  }

  /** Whether all numbers are whole, so that their sums do not depend on the order. */
  boolean isWhole() {
    for (double value : values) {
      if (value != Math.rint(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The columns' sums over all segments, (width), added from the first segment to the last: sums of
   * fractions depend on the order.
   */
  public double[] sums() {
    double[] sums = new double[width];
    for (int i = 0; i < segments(); i++) {
      addTo(sums, i);
    }
    return sums;
  }
}
