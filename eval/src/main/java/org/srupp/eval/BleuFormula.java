package org.srupp.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * BLEU from its counts: brevity penalty times the geometric mean of the precisions (Papineni et al.
 * 2002, section 2.3), with sacreBLEU's order of operations.
 */
final class BleuFormula {
  /** Stands for log 0, so that a mean with one zero precision is the log of 0 in effect. */
  private static final double LOG_OF_ZERO = -9999999999.0;

  private final BleuConfig config;
  private final double[] counts;
  private final double[] totals;
  private final double[] precisions;

  private BleuFormula(BleuConfig config, BleuStatistics statistics) {
    this.config = config;
    counts = Arrays.stream(statistics.correct()).asDoubleStream().toArray();
    totals = Arrays.stream(statistics.total()).asDoubleStream().toArray();
    precisions = new double[counts.length];
  }

  static BleuScore score(BleuConfig config, BleuStatistics statistics, Signature signature) {
    var formula = new BleuFormula(config, statistics);
    double penalty = brevityPenalty(statistics.hypothesisLength(), statistics.referenceLength());
    boolean noMatch = Arrays.stream(formula.counts).allMatch(count -> count == 0);
    double score = noMatch ? 0 : penalty * formula.meanPrecision();
    return new BleuScore(
        score,
        list(formula.precisions),
        list(formula.counts),
        list(formula.totals),
        penalty,
        statistics.hypothesisLength(),
        statistics.referenceLength(),
        signature);
  }

  private static double brevityPenalty(long hypothesis, long reference) {
    if (hypothesis >= reference) {
      return 1;
    }
    return hypothesis > 0 ? StrictMath.exp(1 - (double) reference / hypothesis) : 0;
  }

  /**
   * The geometric mean over the orders that count; fills {@link #precisions} and smooths counts and
   * totals.
   */
  private double meanPrecision() {
    int orders = fillPrecisions();
    double logs = 0;
    for (int i = 0; i < orders; i++) {
      logs += precisions[i] == 0 ? LOG_OF_ZERO : StrictMath.log(precisions[i]);
    }
    return StrictMath.exp(logs / orders);
  }

  private int fillPrecisions() {
    Smoothing.Method method = config.smoothing().method();
    double value = config.smoothing().value();
    double halvings = 1;
    int effective = counts.length;
    for (int i = 0; i < counts.length; i++) {
      if (method == Smoothing.Method.ADD_K && i > 0) {
        counts[i] += value;
        totals[i] += value;
      }
      if (totals[i] == 0) {
        break;
      }
      effective = config.effectiveOrder() ? i + 1 : effective;
      if (counts[i] != 0) {
        precisions[i] = 100 * counts[i] / totals[i];
      } else if (method == Smoothing.Method.EXP) {
        halvings *= 2;
        precisions[i] = 100 / (halvings * totals[i]);
      } else if (method == Smoothing.Method.FLOOR) {
        precisions[i] = 100 * value / totals[i];
      }
    }
    return effective;
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
