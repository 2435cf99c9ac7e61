package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.srupp.kernels.AttentionKernel.Keys;

/**
 * Which sentence each hypothesis belongs to, and the keys and values of its words so far.
 *
 * <p>Keys of all hypotheses lie in one growing table a layer, a row for each hypothesis and step; a
 * hypothesis is a list of rows. Continuing one hypothesis twice therefore copies a list of numbers,
 * never keys.
 */
final class HypothesisKeys {
  private final Workspace workspace;
  private final long[] rowBytes;
  private final MemorySegment[] tables;
  private int capacity;
  private int[] sentences;
  private int[][] histories;
  private int steps;
  private int used;

  /**
   * Begins with a hypothesis for each sentence.
   *
   * @param widths P of each layer, 0 where it has no attention
   * @param sentences number of sentences
   */
  HypothesisKeys(Workspace workspace, int[] widths, int sentences) {
    this.workspace = workspace;
    rowBytes = Arrays.stream(widths).mapToLong(p -> 2L * p * Float.BYTES).toArray();
    tables = new MemorySegment[widths.length];
    this.sentences = new int[sentences];
    Arrays.setAll(this.sentences, i -> i);
    histories = new int[sentences][8];
    grow(4 * Workspace.paddedRows(sentences));
  }

  /** Number of hypotheses. */
  int rows() {
    return sentences.length;
  }

  /** Steps that have begun. */
  int steps() {
    return steps;
  }

  /** The sentence of a hypothesis. */
  int sentence(int row) {
    return sentences[row];
  }

  private void grow(int needed) {
    if (needed <= capacity) {
      return;
    }
    capacity = Math.max(needed, 2 * capacity);
    for (int i = 0; i < tables.length; i++) {
      if (rowBytes[i] > 0) {
        MemorySegment grown = workspace.allocate(capacity * rowBytes[i]);
        if (tables[i] != null) {
          MemorySegment.copy(tables[i], 0, grown, 0, used * rowBytes[i]);
        }
        tables[i] = grown;
      }
    }
  }

  /** Gives every row a place in the tables for the step to come. */
  void begin() {
    grow(used + Workspace.paddedRows(rows()));
    for (int row = 0; row < rows(); row++) {
      if (histories[row].length == steps) {
        histories[row] = Arrays.copyOf(histories[row], 2 * steps);
      }
      histories[row][steps] = used + row;
    }
    steps++;
  }

  /** Ends the step. */
  void end() {
    used += rows();
  }

  /** Where a layer's keys and values of this step go, with room for padded rows. */
  MemorySegment target(int layer) {
    return tables[layer].asSlice(used * rowBytes[layer]);
  }

  /** The keys and values of a hypothesis, those of this step last. */
  Keys keys(int layer, int row) {
    return new Keys(tables[layer], histories[row], steps);
  }

  /**
   * Chooses which hypotheses go on.
   *
   * @param parents row i continues what was row parents[i]
   */
  void select(int[] parents) {
    int[] newSentences = new int[parents.length];
    int[][] newHistories = new int[parents.length][];
    for (int i = 0; i < parents.length; i++) {
      newSentences[i] = sentences[parents[i]];
      newHistories[i] = Arrays.copyOf(histories[parents[i]], histories[parents[i]].length);
    }
    sentences = newSentences;
    histories = newHistories;
  }
}
