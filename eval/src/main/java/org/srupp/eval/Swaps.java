package org.srupp.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.srupp.eval.numpy.Coins;
import org.srupp.eval.numpy.NumpyGenerator;

/**
 * Exchanges the outputs of a system and the baseline, segment by segment, as coins fall: what
 * difference is left comes from chance alone.
 */
final class Swaps {
  private final List<ScoredTable> tables;
  private final CorpusMetric metric;
  private final boolean anyOrder;
  private final double[][] totals;

  private Swaps(List<ScoredTable> tables) {
    this.tables = tables;
    this.metric = tables.get(0).metric().inWholeNumbers();
    this.anyOrder = tables.stream().allMatch(table -> table.statistics().isWhole());
    this.totals = tables.stream().map(table -> table.statistics().sums()).toArray(double[][]::new);
  }

  /**
   * The absolute differences between the two sides.
   *
   * @param tables one metric's, the baseline's first
   * @return (tables, trials); the baseline's row stays 0
   */
  static double[][] differences(List<ScoredTable> tables, int trials, NumpyGenerator generator) {
    var swaps = new Swaps(tables);
    int segments = tables.get(0).statistics().segments();
    double[][] differences = new double[tables.size()][trials];
    Coins coins = generator.coins();
    Supplier<boolean[]> draw =
        () -> {
          boolean[] row = new boolean[segments];
          coins.fill(row);
          return row;
        };
    TrialBlocks.run(
        trials,
        segments,
        draw,
        (fromBaseline, trial) -> swaps.run(fromBaseline, trial, differences));
    return differences;
  }

  private void run(boolean[] fromBaseline, int trial, double[][] differences) {
    if (!anyOrder) {
      for (int system = 1; system < tables.size(); system++) {
        differences[system][trial] = inOrder(fromBaseline, system);
      }
      return;
    }
    int[] chosen = chosen(fromBaseline);
    double[] baseline = sums(chosen, 0);
    for (int system = 1; system < tables.size(); system++) {
      double[] left = sums(chosen, system);
      double[] right = new double[left.length];
      for (int k = 0; k < left.length; k++) {
        double moved = left[k];
        left[k] = baseline[k] + (totals[system][k] - moved);
        right[k] = moved + (totals[0][k] - baseline[k]);
      }
      differences[system][trial] = difference(left, right);
    }
  }

  /** Fractions are added from the first segment to the last, so that equal sides stay equal. */
  private double inOrder(boolean[] fromBaseline, int system) {
    SegmentStatistics baseline = tables.get(0).statistics();
    SegmentStatistics other = tables.get(system).statistics();
    double[] left = new double[baseline.width()];
    double[] right = new double[baseline.width()];
    for (int i = 0; i < fromBaseline.length; i++) {
      baseline.addTo(fromBaseline[i] ? left : right, i);
      other.addTo(fromBaseline[i] ? right : left, i);
    }
    return difference(left, right);
  }

  private double difference(double[] left, double[] right) {
    return Math.abs(metric.score(left) - metric.score(right));
  }

  private double[] sums(int[] chosen, int table) {
    SegmentStatistics statistics = tables.get(table).statistics();
    double[] sums = new double[statistics.width()];
    for (int segment : chosen) {
      statistics.addTo(sums, segment);
    }
    return sums;
  }

  private static int[] chosen(boolean[] mask) {
    int[] chosen = new int[mask.length + 1];
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      chosen[count] = i;
      // No branch: every second one would be mispredicted.
      count += mask[i] ? 1 : 0;
    }
    return Arrays.copyOf(chosen, count);
  }
}
