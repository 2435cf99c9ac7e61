package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.srupp.kernels.AttentionKernel.Keys;

/**
 * What decoding carries from step to step: each hypothesis' state c in every layer, its keys and
 * values so far, and the keys and values of its source sentence.
 */
public final class StackState implements StepState {
  private final Workspace workspace;
  private final InferenceLayer[] layers;
  private final Keys[][] source;
  private final HypothesisKeys own;
  private final MemorySegment[] c;
  private final MemorySegment[] next;
  private int rowCapacity;

  StackState(Workspace workspace, InferenceLayer[] layers, Keys[][] source, int sentences) {
    this.workspace = workspace;
    this.layers = layers;
    this.source = source;
    int[] widths =
        Arrays.stream(layers)
            .mapToInt(layer -> layer.hasAttention() ? layer.config().projection() : 0)
            .toArray();
    own = new HypothesisKeys(workspace, widths, sentences);
    c = new MemorySegment[layers.length];
    next = new MemorySegment[layers.length];
    growRows(sentences);
  }

  /** Number of hypotheses. */
  @Override
  public int rows() {
    return own.rows();
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

  /** Gives every row a place in the tables for the step to come. */
  @Override
  public void begin() {
    own.begin();
  }

  /** Ends the step: the new states become the current ones. */
  @Override
  public void end() {
    for (int i = 0; i < layers.length; i++) {
      MemorySegment old = c[i];
      c[i] = next[i];
      next[i] = old;
    }
    own.end();
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
        return own.target(layer);
      }

      @Override
      public Keys first(int row) {
        return source[layer][own.sentence(row)];
      }

      @Override
      public Keys second(int row) {
        return own.keys(layer, row);
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
    for (int layer = 0; layer < layers.length; layer++) {
      long row = bytes(layer, 1);
      for (int i = 0; i < parents.length; i++) {
        MemorySegment.copy(c[layer], parents[i] * row, next[layer], i * row, row);
      }
      MemorySegment old = c[layer];
      c[layer] = next[layer];
      next[layer] = old;
    }
    own.select(parents);
  }
}
