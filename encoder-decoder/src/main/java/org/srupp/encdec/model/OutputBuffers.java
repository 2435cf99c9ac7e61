package org.srupp.encdec.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.srupp.encdec.layers.Workspace;

/** The buffers at both ends of a decoder step, which grow with the number of hypotheses. */
final class OutputBuffers implements AutoCloseable {
  private final int width;
  private final int outputs;
  private Arena arena = Arena.ofShared();
  private int capacity;
  private MemorySegment inner;
  private MemorySegment logits;

  OutputBuffers(int width, int outputs) {
    this.width = width;
    this.outputs = outputs;
  }

  void ensure(int rows) {
    int needed = Workspace.paddedRows(rows);
    if (needed <= capacity) {
      return;
    }
    arena.close();
    arena = Arena.ofShared();
    capacity = needed;
    inner = arena.allocate((long) capacity * width * Float.BYTES, 64);
    logits = arena.allocate((long) capacity * outputs * Float.BYTES, 64);
  }

  /** (rows, E): embeddings going in, the narrowed output coming out. */
  MemorySegment inner() {
    return inner;
  }

  /** (rows, outputs). */
  MemorySegment logits() {
    return logits;
  }

  @Override
  public void close() {
    arena.close();
  }
}
