package org.srupp.recipes.config;

import java.util.List;

/**
 * How tokens enter and leave a language model. Only {@code adaptive} reads the other keys.
 *
 * @param kind the pair of layers
 * @param cutoffs first ids of the second and further clusters, ascending; empty: one cluster of all
 * @param size n_e, width of the first cluster's embeddings
 * @param divisor each cluster is this many times narrower than the one before
 * @param tiedWeights whether embedding and softmax share the clusters' matrices
 * @param tiedProjections whether they also share the projections between these and the layers
 */
public record WordsSection(
    Kind kind,
    List<Integer> cutoffs,
    int size,
    int divisor,
    boolean tiedWeights,
    boolean tiedProjections) {

  /**
   * Two matrices of their own, or the adaptive embedding and softmax of Baevski and Auli 2019 and
   * Grave et al. 2017.
   */
  public enum Kind {
    PLAIN,
    ADAPTIVE
  }

  public WordsSection {
    cutoffs = List.copyOf(cutoffs);
    new Constraints()
        .require(
            ascending(cutoffs),
            "cutoffs must be positive and ascending, found " + cutoffs,
            "cutoffs")
        .atLeast("size", 1, size)
        .atLeast("divisor", 1, divisor)
        .require(
            size >= 1 && divisor >= 1 && size >= Math.pow(divisor, cutoffs.size()),
            "size must be at least divisor to the power of the number of cutoffs, "
                + divisor
                + "^"
                + cutoffs.size()
                + ", or the last cluster has no width, found "
                + size,
            "size",
            "divisor",
            "cutoffs")
        .check();
  }

  private static boolean ascending(List<Integer> cutoffs) {
    int before = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= before) {
        return false;
      }
      before = cutoff;
    }
    return true;
  }
}
