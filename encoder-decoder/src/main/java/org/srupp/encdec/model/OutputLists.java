package org.srupp.encdec.model;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The ids that each sentence of a batch may produce.
 *
 * @param ids ascending, each once, (B, length of the sentence's list)
 */
public record OutputLists(int[][] ids) {

  /** The ids that any sentence may produce, ascending. */
  int[] union() {
    BitSet all = new BitSet();
    for (int[] list : ids) {
      for (int id : list) {
        all.set(id);
      }
    }
    return all.stream().toArray();
  }

  int longest() {
    return Arrays.stream(ids).mapToInt(list -> list.length).max().orElseThrow();
  }
}
