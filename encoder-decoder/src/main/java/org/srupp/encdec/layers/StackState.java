package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.srupp.kernels.AttentionKernel.Keys;

/**
 * What decoding carries from step to step: each hypothesis' state c in every layer, its keys and
 * values so far, and the keys and values of its source sentence.
 *
 * <p>Keys of all hypotheses lie in one growing table a layer, a row for each hypothesis and step; a
 * hypothesis is a list of rows. Continuing one hypothesis twice therefore copies a list of numbers,
 * never keys.
 */
public final class StackState implements StepState {
  private final Workspace workspace;
  private final InferenceLayer[] layers;
  private final Keys[][] source;
  private final MemorySegment[] tables;
  private final MemorySegment[] c;
  private final MemorySegment[] next;
  private int capacity;
  private int rowCapacity;
  private int[] sentences;
  private int[][] histories;
  private int steps;
  private int used;

  StackState(Workspace workspace, InferenceLayer[] layers, Keys[][] source, int sentences) {
    this.workspace = workspace;
    this.layers = layers;
    this.source = source;
    this.sentences = new int[sentences];
    Arrays.setAll(this.sentences, i -> i);
    histories = new int[sentences][8];
    tables = new MemorySegment[layers.length];
    c = new MemorySegment[layers.length];
    next = new MemorySegment[layers.length];
    growRows(sentences);
    growTables(4 * Workspace.paddedRows(sentences));
  }

  /** Number of hypotheses. */
  @Override
  public int rows() {
    return sentences.length;
  }

  /** Sets a layer's states, (rows, D), instead of the zeros they start with. */
  void initialize(int layer, MemorySegment states) {
    MemorySegment.copy(states, 0, c[layer], 0, bytes(layer, rows()));
  }

  private long bytes(int layer, int rows) {
    return (long) rows * layers[layer].config().units() * Float.BYTES;
  }

  private void growRows(int rows) {
    if (rows <= rowCapacity) {
      return;
    }
    rowCapacity = Math.max(rows, 2 * rowCapacity);
    for (int i = 0; i < layers.length; i++) {
      MemorySegment grown = workspace.allocate(bytes(i, rowCapacity));
      if (c[i] != null) {
        MemorySegment.copy(c[i], 0, grown, 0, c[i].byteSize());
      }
      c[i] = grown;
      next[i] = workspace.allocate(bytes(i, rowCapacity));
    }
  }

  private void growTables(int needed) {
    if (needed <= capacity) {
      return;
    }
    capacity = Math.max(needed, 2 * capacity);
    for (int i = 0; i < layers.length; i++) {
      if (layers[i].hasAttention()) {
        long row = 2L * layers[i].config().projection() * Float.BYTES;
        MemorySegment grown = workspace.allocate(capacity * row);
        if (tables[i] != null) {
          MemorySegment.copy(tables[i], 0, grown, 0, used * row);
        }
        tables[i] = grown;
      }
    }
  }

  /** Gives every row a place in the tables for the step to come. */
  @Override
  public void begin() {
    growTables(used + Workspace.paddedRows(rows()));
    for (int row = 0; row < rows(); row++) {
      if (histories[row].length == steps) {
        histories[row] = Arrays.copyOf(histories[row], 2 * steps);
      }
      histories[row][steps] = used + row;
    }
    steps++;
  }

  /** Ends the step: the new states become the current ones. */
  @Override
  public void end() {
    for (int i = 0; i < layers.length; i++) {
      MemorySegment old = c[i];
      c[i] = next[i];
      next[i] = old;
    }
    used += rows();
  }

  @Override
  public MemorySegment current(int layer) {
    return InferenceLayer.floats(c[layer], bytes(layer, rows()) / Float.BYTES);
  }

  @Override
  public MemorySegment following(int layer) {
    return next[layer];
  }

  @Override
  public KeySource keys(int layer) {
    return new KeySource() {
      @Override
      public MemorySegment target() {
        return tables[layer].asSlice(2L * used * layers[layer].config().projection() * Float.BYTES);
      }

      @Override
      public Keys first(int row) {
        return source[layer][sentences[row]];
      }

      @Override
      public Keys second(int row) {
        return new Keys(tables[layer], histories[row], steps);
      }
    };
  }

  /**
   * Chooses which hypotheses go on.
   *
   * @param parents row i continues what was row parents[i]
   */
  public void select(int[] parents) {
    growRows(parents.length);
    int[] newSentences = new int[parents.length];
    int[][] newHistories = new int[parents.length][];
    for (int i = 0; i < parents.length; i++) {
      newSentences[i] = sentences[parents[i]];
      newHistories[i] = Arrays.copyOf(histories[parents[i]], histories[parents[i]].length);
    }
    for (int layer = 0; layer < layers.length; layer++) {
      long row = bytes(layer, 1);
      for (int i = 0; i < parents.length; i++) {
        MemorySegment.copy(c[layer], parents[i] * row, next[layer], i * row, row);
      }
      MemorySegment old = c[layer];
      c[layer] = next[layer];
      next[layer] = old;
    }
    sentences = newSentences;
    histories = newHistories;
  }
}
