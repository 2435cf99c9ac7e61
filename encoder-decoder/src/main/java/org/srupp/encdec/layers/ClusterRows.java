package org.srupp.encdec.layers;

import java.util.Arrays;
import java.util.List;

/** Which positions of a batch have ids of which cluster, each cluster's in their own order. */
final class ClusterRows {
  private final int[][] positions;

  /**
   * @throws IllegalArgumentException if an id is in no cluster
   */
  ClusterRows(List<WordCluster> clusters, int[] ids) {
    int[] counts = new int[clusters.size()];
    byte[] of = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      of[i] = (byte) cluster(clusters, ids[i]);
      counts[of[i]]++;
    }
    positions = new int[counts.length][];
    Arrays.setAll(positions, i -> new int[counts[i]]);
    Arrays.fill(counts, 0);
    for (int i = 0; i < ids.length; i++) {
      positions[of[i]][counts[of[i]]++] = i;
    }
  }

  /** The cluster of an id, counted from 0. */
  static int cluster(List<WordCluster> clusters, int id) {
    WordCluster last = clusters.getLast();
    if (id < 0 || id >= last.first() + last.words()) {
      throw new IllegalArgumentException(
          "found id "
              + id
              + ", expected 0 to "
              + (last.first() + last.words() - 1)
              + "; text and model have different vocabularies");
    }
    int i = clusters.size() - 1;
    while (id < clusters.get(i).first()) {
      i--;
    }
    return i;
  }

  int[] positions(int cluster) {
    return positions[cluster];
  }
}
