package org.srupp.eval;

import java.util.Arrays;
import java.util.List;

/**
 * The counts that BLEU is computed from. Those of a corpus are the sums over its segments, in
 * whatever order.
 */
public final class BleuStatistics {
  private static final int LENGTHS = 2;

  private final long[] correct;
  private final long[] total;
  private long hypothesisLength;
  private long referenceLength;

  BleuStatistics(int maxOrder) {
    correct = new long[maxOrder];
    total = new long[maxOrder];
  }

  /** The counts of a row, or of a sum of rows, of {@link Bleu#statistics(List, List)}. */
  static BleuStatistics of(double[] row) {
    var statistics = new BleuStatistics((row.length - LENGTHS) / 2);
    statistics.hypothesisLength = (long) row[0];
    statistics.referenceLength = (long) row[1];
    int orders = statistics.correct.length;
    for (int i = 0; i < orders; i++) {
      statistics.correct[i] = (long) row[LENGTHS + i];
      statistics.total[i] = (long) row[LENGTHS + orders + i];
    }
    return statistics;
  }

  /** The length of a row. */
  static int width(int maxOrder) {
    return LENGTHS + 2 * maxOrder;
  }

  /** Writes lengths, n-grams found and n-grams of the hypothesis from {@code at} on. */
  void write(double[] values, int at) {
    values[at] = hypothesisLength;
    values[at + 1] = referenceLength;
    for (int i = 0; i < correct.length; i++) {
      values[at + LENGTHS + i] = correct[i];
      values[at + LENGTHS + correct.length + i] = total[i];
    }
  }

  void addLengths(long hypothesis, long reference) {
    hypothesisLength += hypothesis;
    referenceLength += reference;
    for (int i = 0; i < total.length; i++) {
      total[i] += Math.max(0, hypothesis - i);
    }
  }

  void addMatch(int order) {
    correct[order - 1]++;
  }

  BleuStatistics add(BleuStatistics other) {
    hypothesisLength += other.hypothesisLength;
    referenceLength += other.referenceLength;
    for (int i = 0; i < total.length; i++) {
      correct[i] += other.correct[i];
      total[i] += other.total[i];
    }
    return this;
  }

  /** Tokens of the hypotheses. */
  public long hypothesisLength() {
    return hypothesisLength;
  }

  /** Tokens of the reference closest in length, the shorter of two equally close. */
  public long referenceLength() {
    return referenceLength;
  }

  /**
   * N-grams found in a reference, each at most as often as in the reference that has it most often;
   * by order from 1.
   */
  public long[] correct() {
    return correct.clone();
  }

  /** N-grams of the hypotheses, by order from 1. */
  public long[] total() {
    return total.clone();
  }

  @Override
  public String toString() {
    return "BleuStatistics[hypothesisLength="
        + hypothesisLength
        + ", referenceLength="
        + referenceLength
        + ", correct="
        + Arrays.toString(correct)
        + ", total="
        + Arrays.toString(total)
        + "]";
  }
}
