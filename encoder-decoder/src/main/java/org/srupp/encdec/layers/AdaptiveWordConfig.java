package org.srupp.encdec.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * Rare ids have short vectors (Grave et al. 2017; Baevski and Auli 2019). Ids must be sorted by
 * falling frequency.
 *
 * @param cutoffs first id of every cluster but the first, ascending; empty for one cluster
 * @param size n_e, length of the vectors of the first cluster
 * @param divisor cluster i has vectors of length floor(size / divisor^i)
 * @param tiedWeights whether an id has the same vector going in and coming out
 * @param tiedProjections whether the matrices between these vectors and the hidden size are the
 *     same on both sides
 */
public record AdaptiveWordConfig(
    List<Integer> cutoffs, int size, int divisor, boolean tiedWeights, boolean tiedProjections)
    implements WordConfig {

  public AdaptiveWordConfig {
    cutoffs = List.copyOf(cutoffs);
    List<String> wrong = new ArrayList<>();
    int before = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= before) {
        wrong.add("cutoffs must be positive and ascending, found " + cutoffs);
        break;
      }
      before = cutoff;
    }
    if (divisor < 1) {
      wrong.add("divisor must be at least 1, found " + divisor);
    } else if (width(size, divisor, cutoffs.size()) < 1) {
      wrong.add(
          "size "
              + size
              + " divided "
              + cutoffs.size()
              + " times by "
              + divisor
              + " leaves no width for the last cluster");
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** Number of clusters. */
  public int clusters() {
    return cutoffs.size() + 1;
  }

  /** Length of the vectors of a cluster, counted from 0. */
  public int width(int cluster) {
    return width(size, divisor, cluster);
  }

  private static int width(int size, int divisor, int cluster) {
    int width = size;
    for (int i = 0; i < cluster; i++) {
      width /= divisor;
    }
    return width;
  }

  /** First id of a cluster; {@code vocabulary} for the one after the last. */
  int first(int cluster, int vocabulary) {
    if (cluster == 0) {
      return 0;
    }
    return cluster <= cutoffs.size() ? cutoffs.get(cluster - 1) : vocabulary;
  }

  /** Refuses a vocabulary that ends before the last cluster begins. */
  void require(int vocabulary) {
    if (!cutoffs.isEmpty() && cutoffs.getLast() >= vocabulary) {
      throw new IllegalArgumentException(
          "cutoffs " + cutoffs + " must be less than the vocabulary's size " + vocabulary);
    }
  }
}
