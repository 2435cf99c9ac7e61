package org.srupp.eval;

import java.util.List;
import java.util.function.Supplier;
import org.srupp.eval.numpy.NumpyGenerator;

/**
 * Confidence intervals by bootstrap resampling (Koehn 2004, section 3), with the resamples that
 * sacreBLEU draws for the same seed.
 *
 * <p>Sums are taken in double precision. sacreBLEU's are single, and how its quotients round
 * depends on NumPy's version; means and bounds agree with it to five digits behind the point.
 */
public final class Bootstrap {
  private final int resamples;
  private final ResamplingSeed seed;

  /**
   * A way to resample.
   *
   * @param resamples how many test sets are drawn
   * @throws IllegalArgumentException if there is none
   */
  public Bootstrap(int resamples, ResamplingSeed seed) {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, found " + resamples);
    }
    this.resamples = resamples;
    this.seed = seed;
  }

  /** The score of a test set with its interval; the signature says how that was found. */
  public Score corpus(CorpusMetric metric, List<String> hypotheses, List<List<String>> references) {
    return score(metric, metric.statistics(hypotheses, references));
  }

  /** The same from statistics at hand. */
  public Score score(CorpusMetric metric, SegmentStatistics statistics) {
    Score score =
        metric.score(statistics.sums(), signature(metric.signature(statistics.references())));
    return new EstimatedScore(score, estimate(metric, statistics));
  }

  Estimate estimate(CorpusMetric metric, SegmentStatistics statistics) {
    return Estimate.of(
        scores(List.of(new ScoredTable(metric, statistics)), resamples, seed.generator())[0]);
  }

  private Signature signature(Signature plain) {
    return plain.insert(
        List.of(
            new Signature.Field("bs", "bs", Integer.toString(resamples)),
            new Signature.Field("seed", "rs", seed.label())));
  }

  /**
   * Scores the same resamples by all tables.
   *
   * @param tables of one test set, so with equally many rows
   * @return (tables, resamples)
   */
  static double[][] scores(List<ScoredTable> tables, int resamples, NumpyGenerator generator) {
    int segments = tables.get(0).statistics().segments();
    double[][] scores = new double[tables.size()][resamples];
    Supplier<int[]> draw =
        () -> {
          int[] chosen = new int[segments];
          generator.choose(segments, chosen);
          return chosen;
        };
    TrialBlocks.run(
        resamples,
        segments,
        draw,
        (chosen, resample) -> {
          int[] weights = weights(chosen);
          for (int k = 0; k < scores.length; k++) {
            scores[k][resample] = tables.get(k).score(weights);
          }
        });
    return scores;
  }

  private static int[] weights(int[] chosen) {
    int[] weights = new int[chosen.length];
    for (int segment : chosen) {
      weights[segment]++;
    }
    return weights;
  }
}
