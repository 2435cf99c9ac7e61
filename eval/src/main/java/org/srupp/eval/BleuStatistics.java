package org.srupp.eval;

import java.util.Arrays;

/**
 * The counts that BLEU is computed from. Those of a corpus are the sums over its segments, in
 * whatever order.
 */
public final class BleuStatistics {
  private final long[] correct;
  private final long[] total;
  private long hypothesisLength;
  private long referenceLength;

  BleuStatistics(int maxOrder) {
    correct = new long[maxOrder];
    total = new long[maxOrder];
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
