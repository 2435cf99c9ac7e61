package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.encdec.layers.Workspace.Use;
import org.srupp.kernels.AttentionKernel.Keys;

/**
 * What reading streams token by token carries: each layer's state c, and the keys and values of the
 * last tokens, as many as a token sees. Its size is fixed.
 */
public final class StreamState implements StepState {
  private final Workspace workspace;
  private final InferenceLayer[] layers;
  private final int slots;
  private final MemorySegment[] tables;
  private final MemorySegment[] c;
  private final MemorySegment[] next;
  private final MemorySegment[] spare;
  private final int capacity;
  private int rows;
  private long tokens;
  private int[][] seen;

  StreamState(Workspace workspace, InferenceLayer[] layers, int rows, int window) {
    this.workspace = workspace;
    this.layers = layers;
    this.rows = rows;
    capacity = rows;
    slots = Math.addExact(window, 1);
    tables = new MemorySegment[layers.length];
    spare = new MemorySegment[layers.length];
    c = new MemorySegment[layers.length];
    next = new MemorySegment[layers.length];
    for (int i = 0; i < layers.length; i++) {
      if (layers[i].hasAttention()) {
        tables[i] = workspace.allocate((long) rows * slots * keyBytes(i));
      }
      c[i] = workspace.allocate(rows * stateBytes(i));
      next[i] = workspace.allocate(rows * stateBytes(i));
    }
  }

  private long keyBytes(int layer) {
    return 2L * layers[layer].config().projection() * Float.BYTES;
  }

  private long stateBytes(int layer) {
    return (long) layers[layer].config().units() * Float.BYTES;
  }

  @Override
  public int rows() {
    return rows;
  }

  /**
   * Goes on from what a whole-chunk run carried, in place of the start of streams.
   *
   * @param layer counted from 0
   * @param states (rows, D) float32
   * @param inputs the layer's last inputs, (M, rows, inputs) float32, or NULL without attention
   * @param count M; the same for all layers that have inputs
   */
  public void initialize(int layer, MemorySegment states, MemorySegment inputs, int count) {
    MemorySegment.copy(states, 0, c[layer], 0, rows * stateBytes(layer));
    if (!layers[layer].hasAttention()) {
      return;
    }
    tokens = count;
    int first = Math.max(0, count - slots);
    long width = (long) layers[layer].config().inputs() * Float.BYTES;
    try (Workspace scratch = new Workspace()) {
      int size = (count - first) * rows;
      MemorySegment padded = scratch.allocate(Workspace.paddedRows(size) * width);
      MemorySegment.copy(inputs, first * rows * width, padded, 0, size * width);
      long bytes = keyBytes(layer);
      MemorySegment keys = scratch.allocate(Workspace.paddedRows(size) * bytes);
      layers[layer].memoryKeys(scratch, padded, size, keys);
      for (int t = first; t < count; t++) {
        for (int row = 0; row < rows; row++) {
          long from = ((long) (t - first) * rows + row) * bytes;
          MemorySegment.copy(keys, from, tables[layer], place(row, t) * bytes, bytes);
        }
      }
    }
  }

  private long place(int row, long token) {
    return row * (long) slots + token % slots;
  }

  @Override
  public void begin() {
    int count = (int) Math.min(slots, tokens + 1);
    seen = new int[rows][count];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < count; i++) {
        seen[row][i] = Math.toIntExact(place(row, tokens + 1 - count + i));
      }
    }
  }

  @Override
  public void end() {
    for (int i = 0; i < layers.length; i++) {
      MemorySegment old = c[i];
      c[i] = next[i];
      next[i] = old;
    }
    tokens++;
  }

  @Override
  public MemorySegment current(int layer) {
    return c[layer].asSlice(0, rows * stateBytes(layer));
  }

  @Override
  public MemorySegment following(int layer) {
    return next[layer];
  }

  @Override
  public KeySource keys(int layer) {
    return new KeySource() {
      // Not the table itself: the product writes more rows than there are.
      private final MemorySegment target =
          layers[layer].hasAttention()
              ? workspace.buffer(Use.KEYS, rows, 2 * layers[layer].config().projection())
              : MemorySegment.NULL;

      @Override
      public MemorySegment target() {
        return target;
      }

      @Override
      public Keys first(int row) {
        return NONE;
      }

      @Override
      public Keys second(int row) {
        long bytes = keyBytes(layer);
        MemorySegment.copy(target, row * bytes, tables[layer], place(row, tokens) * bytes, bytes);
        return new Keys(tables[layer], seen[row], seen[row].length);
      }
    };
  }

  /**
   * Chooses which streams go on.
   *
   * @param parents row i continues what was row parents[i]; at most as many as at the start
   */
  public void select(int[] parents) {
    for (int i = 0; i < layers.length; i++) {
      copy(c[i], next[i], parents, stateBytes(i));
      MemorySegment old = c[i];
      c[i] = next[i];
      next[i] = old;
      if (layers[i].hasAttention()) {
        long bytes = slots * keyBytes(i);
        if (spare[i] == null) {
          spare[i] = workspace.allocate(capacity * bytes);
        }
        copy(tables[i], spare[i], parents, bytes);
        MemorySegment table = tables[i];
        tables[i] = spare[i];
        spare[i] = table;
      }
    }
    rows = parents.length;
  }

  private static void copy(MemorySegment from, MemorySegment to, int[] parents, long bytes) {
    for (int row = 0; row < parents.length; row++) {
      MemorySegment.copy(from, parents[row] * bytes, to, row * bytes, bytes);
    }
  }
}
