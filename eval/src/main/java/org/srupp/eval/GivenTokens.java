package org.srupp.eval;

import java.util.ArrayList;
import java.util.List;
import org.srupp.eval.text.SacrebleuTokenizer;

/**
 * N-gram counts of text whose tokens are there, up to four words, for the BLEUs that know no
 * tokenizer.
 */
final class GivenTokens {
  static final int ORDERS = 4;

  /** The columns in front of the counts: hypothesis length and reference length. */
  private static final int LENGTHS = 2;

  private static final Bleu COUNTS =
      new Bleu(
          BleuConfig.DEFAULTS
              .withTokenizer(SacrebleuTokenizer.NONE)
              .withSmoothing(Smoothing.Method.NONE.withDefault())
              .withForce(true));

  private GivenTokens() {}

  static SegmentStatistics count(List<String> hypotheses, List<List<String>> references) {
    return COUNTS.statistics(hypotheses, references);
  }

  static long hypothesisLength(double[] row) {
    return (long) row[0];
  }

  static long referenceLength(double[] row) {
    return (long) row[1];
  }

  static double correct(double[] row, int order) {
    return row[LENGTHS + order - 1];
  }

  static double total(double[] row, int order) {
    return row[LENGTHS + ORDERS + order - 1];
  }

  /** The same statistics with every total at least 1. */
  static SegmentStatistics withTotalsFromOne(SegmentStatistics statistics) {
    int width = statistics.width();
    double[] values = new double[statistics.segments() * width];
    for (int i = 0; i < statistics.segments(); i++) {
      double[] row = statistics.row(i);
      for (int k = LENGTHS + ORDERS; k < width; k++) {
        row[k] = Math.max(1, row[k]);
      }
      System.arraycopy(row, 0, values, i * width, width);
    }
    return new SegmentStatistics(width, values, statistics.references());
  }

  static List<List<String>> oneSegment(List<String> references) {
    List<List<String>> streams = new ArrayList<>();
    for (String reference : references) {
      List<String> stream = new ArrayList<>();
      stream.add(reference);
      streams.add(stream);
    }
    return streams;
  }

  /** Found over all in percent, by order; 0 where there is none at all. */
  static List<Double> percents(double[] row) {
    List<Double> percents = new ArrayList<>();
    for (int order = 1; order <= ORDERS; order++) {
      double total = total(row, order);
      percents.add(total == 0 ? 0 : 100 * (correct(row, order) / total));
    }
    return percents;
  }
}
