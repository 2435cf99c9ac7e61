package org.srupp.encdec.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.srupp.encdec.layers.Workspace;

/** The buffers at both ends of a decoder step, which grow with the number of hypotheses. */
final class OutputBuffers implements AutoCloseable {
  private final int width;
  private final int vocabulary;
  private Arena arena = Arena.ofShared();
  private int capacity;
  private MemorySegment inner;
  private MemorySegment logits;

  OutputBuffers(int width, int vocabulary) {
    this.width = width;
    this.vocabulary = vocabulary;
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
    logits = arena.allocate((long) capacity * vocabulary * Float.BYTES, 64);
  }

  /** (rows, E): embeddings going in, the narrowed output coming out. */
  MemorySegment inner() {
    return inner;
  }

  /** (rows, V). */
  MemorySegment logits() {
    return logits;
  }

  @Override
  public void close() {
    arena.close();
  }
}
