package org.srupp.eval;

import java.util.List;
import java.util.Optional;
import org.srupp.eval.numpy.NumpyGenerator;
import org.srupp.eval.numpy.NumpyMean;

/** The trials behind a paired test: how systems differ where only chance makes the difference. */
final class PairedTrials {
  private final double[][] resampled;
  private final double[][] swapped;
  private final Optional<Estimate> baseline;

  /**
   * Runs them.
   *
   * @param tables one metric's, the baseline's first
   * @param resamples drawn for intervals and, without swaps, for the test; 0 for none
   * @param swaps random exchanges of outputs; 0 for none
   */
  PairedTrials(List<ScoredTable> tables, int resamples, int swaps, ResamplingSeed seed) {
    NumpyGenerator generator = seed.pairedGenerator();
    swapped = swaps == 0 ? null : Swaps.differences(tables, swaps, generator);
    resampled = resamples == 0 ? null : Bootstrap.scores(tables, resamples, generator);
    baseline =
        resamples == 0
            ? Optional.empty()
            : Optional.of(ownEstimate(tables.get(0), resamples, seed));
  }

  /**
   * The baseline is resampled before the test starts, from the beginning of the seed's sequence.
   */
  private Estimate ownEstimate(ScoredTable baseline, int resamples, ResamplingSeed seed) {
    boolean sameDraws = swapped == null && !seed.isZero();
    return sameDraws
        ? Estimate.of(resampled[0])
        : new Bootstrap(resamples, seed).estimate(baseline.metric(), baseline.statistics());
  }

  /** The interval around a system's score. */
  Optional<Estimate> estimate(int system) {
    return system == 0 || resampled == null
        ? baseline
        : Optional.of(Estimate.of(resampled[system]));
  }

  /**
   * How far the system is from the baseline in each trial. Swapped outputs give that at once;
   * between resamples it also varies around the true difference, which their mean estimates.
   */
  double[] differences(int system) {
    if (swapped != null) {
      return swapped[system];
    }
    double[] differences = new double[resampled[0].length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Math.abs(resampled[system][i] - resampled[0][i]);
    }
    double mean = NumpyMean.of(differences);
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= mean;
    }
    return differences;
  }
}
