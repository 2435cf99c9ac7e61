package org.srupp.encdec.layers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.torch.MatrixProduct;

/**
 * Float buffers that are used again at every step of a search; for one thread.
 *
 * <p>Every buffer has room for at least {@link MatrixProduct#INVARIANT_ROWS} rows, so that products
 * over fewer rows can be padded to that many: below it a row's result would depend on the number of
 * rows.
 */
public final class Workspace implements AutoCloseable {
  /** What a buffer is for; each has memory of its own. */
  enum Use {
    NORMALIZED,
    INNER,
    INNER_NORMALIZED,
    KEYS,
    ATTENDED,
    MIXED,
    U,
    STATES,
    H_EVEN,
    H_ODD
  }

  private final Arena arena = Arena.ofShared();
  private final MemorySegment[] buffers = new MemorySegment[Use.values().length];

  /** Number of rows to give a matrix product, at least the invariant number. */
  public static int paddedRows(int rows) {
    return Math.max(rows, MatrixProduct.INVARIANT_ROWS);
  }

  /**
   * A buffer whose first content is zero and afterwards whatever the last use left.
   *
   * @param rows rows that will be used
   * @param width floats in a row
   */
  MemorySegment buffer(Use use, int rows, int width) {
    long bytes = (long) paddedRows(rows) * width * Float.BYTES;
    MemorySegment buffer = buffers[use.ordinal()];
    if (buffer == null || buffer.byteSize() < bytes) {
      buffer = allocate(Math.max(bytes, buffer == null ? 0 : 2 * buffer.byteSize()));
      buffers[use.ordinal()] = buffer;
    }
    return buffer;
  }

  /** Memory of the caller's own that lives as long as this workspace. */
  public MemorySegment allocate(long bytes) {
    return arena.allocate(bytes, 64);
  }

  @Override
  public void close() {
    arena.close();
  }
}
