package org.srupp.recipes.run;

/**
 * A score of the run's model.
 *
 * @param data what was translated, for instance {@code test_2016_flickr}
 * @param metric for instance {@code BLEU}
 * @param signature how it was computed, as sacreBLEU writes it, beam and length penalty apart
 */
public record RunScore(String data, String metric, double value, String signature) {

  /** Whether the other is of the same data and metric, however computed. */
  boolean isLike(RunScore other) {
    return data.equals(other.data) && metric.equals(other.metric);
  }

  /** Whether the other is of the same data and metric, computed alike: these two compare. */
  boolean isOf(RunScore other) {
    return isLike(other) && signature.equals(other.signature);
  }
}
