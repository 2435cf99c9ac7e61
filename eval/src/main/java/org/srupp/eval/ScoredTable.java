package org.srupp.eval;

/**
 * The statistics of one system under one metric, which together score any choice of segments.
 *
 * @param metric the formula
 * @param statistics its rows
 */
record ScoredTable(CorpusMetric metric, SegmentStatistics statistics) {
  /** The number that the metric gives the whole test set. */
  double score() {
    return metric.score(statistics.sums());
  }

  /**
   * The number that it gives a choice.
   *
   * @param weights how often each segment is chosen
   */
  double score(int[] weights) {
    double[] sums = new double[statistics.width()];
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        statistics.addTo(sums, i, weights[i]);
      }
    }
    return metric.score(sums);
  }
}
