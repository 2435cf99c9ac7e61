package org.srupp.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tests whether systems differ from a baseline by more than chance: paired bootstrap resampling
 * (Koehn 2004) and paired approximate randomisation (Riezler and Maxwell 2005), with sacreBLEU's
 * resamples and swaps for the same seed, so that p-values are the same.
 */
public final class PairedTest {
  private final int resamples;
  private final int swaps;
  private final ResamplingSeed seed;

  private PairedTest(int resamples, int swaps, ResamplingSeed seed) {
    this.resamples = resamples;
    this.swaps = swaps;
    this.seed = seed;
  }

  /**
   * Paired bootstrap resampling, which also gives intervals.
   *
   * @param resamples how many test sets are drawn
   * @throws IllegalArgumentException if there is none
   */
  public static PairedTest bootstrap(int resamples, ResamplingSeed seed) {
    return new PairedTest(positive("resamples", resamples), 0, seed);
  }

  /**
   * Paired approximate randomisation without intervals.
   *
   * @param trials how often the two systems' outputs are swapped at random
   * @throws IllegalArgumentException if there is none
   */
  public static PairedTest randomisation(int trials, ResamplingSeed seed) {
    return new PairedTest(0, positive("trials", trials), seed);
  }

  /**
   * Paired approximate randomisation with intervals by bootstrap.
   *
   * @param trials how often the two systems' outputs are swapped at random
   * @param resamples how many test sets are drawn for the intervals
   * @throws IllegalArgumentException if there is none of either
   */
  public static PairedTest randomisation(int trials, int resamples, ResamplingSeed seed) {
    return new PairedTest(positive("resamples", resamples), positive("trials", trials), seed);
  }

  private static int positive(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + count);
    }
    return count;
  }

  /**
   * Compares every system with the first.
   *
   * @param statistics the systems' statistics under {@code metric}, the baseline's first
   * @return one result a system, in their order
   * @throws IllegalArgumentException if there are fewer than two systems or if their numbers of
   *     segments differ
   */
  public List<PairedResult> compare(CorpusMetric metric, List<SegmentStatistics> statistics) {
    check(statistics);
    List<ScoredTable> tables =
        statistics.stream().map(table -> new ScoredTable(metric, table)).toList();
    var trials = new PairedTrials(tables, resamples, swaps, seed);
    Signature signature = signature(metric.signature(statistics.get(0).references()));
    double baseline = tables.get(0).score();
    List<PairedResult> results = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      Score score = metric.score(statistics.get(i).sums(), signature);
      Optional<Double> chance =
          i == 0
              ? Optional.empty()
              : Optional.of(pValue(trials.differences(i), Math.abs(score.score() - baseline)));
      results.add(new PairedResult(score, chance, trials.estimate(i)));
    }
    return results;
  }

  private static void check(List<SegmentStatistics> statistics) {
    if (statistics.size() < 2) {
      throw new IllegalArgumentException(
          "a paired test needs at least 2 systems, found " + statistics.size());
    }
    int expected = statistics.get(0).segments();
    for (int i = 1; i < statistics.size(); i++) {
      if (statistics.get(i).segments() != expected) {
        throw new IllegalArgumentException(
            "system "
                + i
                + " has "
                + statistics.get(i).segments()
                + " segments, expected "
                + expected
                + " as the baseline has");
      }
    }
  }

  private static double pValue(double[] differences, double found) {
    int larger = 0;
    for (double difference : differences) {
      larger += difference > found ? 1 : 0;
    }
    // The outcome itself counts as one more trial.
    return (larger + 1.0) / (differences.length + 1.0);
  }

  private Signature signature(Signature plain) {
    List<Signature.Field> fields = new ArrayList<>();
    if (resamples > 0) {
      fields.add(new Signature.Field("bs", "bs", Integer.toString(resamples)));
    }
    if (swaps > 0) {
      fields.add(new Signature.Field("ar", "ar", Integer.toString(swaps)));
    }
    fields.add(new Signature.Field("seed", "rs", seed.label()));
    return plain.insert(fields);
  }
}
