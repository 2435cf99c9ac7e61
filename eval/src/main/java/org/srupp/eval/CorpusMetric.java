package org.srupp.eval;

import java.util.List;

/**
 * A metric whose score of a test set follows from the sums of its segments' statistics.
 *
 * <p>Significance tests rest on this: they compute the statistics once, then score any choice of
 * segments by adding up rows.
 */
public interface CorpusMetric extends Metric {
  /**
   * The statistics of every segment. Works on several threads; the result does not depend on how
   * many.
   *
   * @param hypotheses one text a segment, n in all
   * @param references one list for each reference stream, n entries each; {@code null} where a
   *     segment has no such reference
   * @return n rows, whose columns the metric defines
   * @throws IllegalArgumentException as {@link #corpus}
   */
  SegmentStatistics statistics(List<String> hypotheses, List<List<String>> references);

  /**
   * The settings behind a score.
   *
   * @param references how many references the segments have, as {@link
   *     SegmentStatistics#references}
   */
  Signature signature(String references);

  /**
   * The score of the segments whose rows add up to {@code sums}.
   *
   * @param sums one number for each column of {@link #statistics}; not changed
   * @param signature printed with the score, no part of the computation
   */
  Score score(double[] sums, Signature signature);

  /** The number alone, for tests that score thousands of choices of segments. */
  default double score(double[] sums) {
    return score(sums, NO_SIGNATURE).score();
  }

  /**
   * This metric as sacreBLEU computes it inside approximate randomisation, where sums of whole
   * numbers stay integers: BLEU's add-k loses the fraction of k there. Other metrics are the same.
   */
  default CorpusMetric inWholeNumbers() {
    return this;
  }

  @Override
  default Score corpus(List<String> hypotheses, List<List<String>> references) {
    SegmentStatistics statistics = statistics(hypotheses, references);
    return score(statistics.sums(), signature(statistics.references()));
  }

  /** Stands where nobody looks. */
  Signature NO_SIGNATURE = new Signature(List.of());
}
