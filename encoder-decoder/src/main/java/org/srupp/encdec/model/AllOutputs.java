package org.srupp.encdec.model;

import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.decode.OutputColumns;
import org.srupp.seq2seq.torch.MatrixProduct;

/**
 * The whole vocabulary.
 *
 * @param product stays the caller's
 */
record AllOutputs(MatrixProduct product) implements Outputs {
  @Override
  public MemorySegment logits(MemorySegment computed, int rows) {
    return computed.asSlice(0, (long) rows * product.outputs() * Float.BYTES);
  }

  @Override
  public OutputColumns columns() {
    return OutputColumns.all(product.outputs());
  }

  @Override
  public void select(int[] parents) {}

  @Override
  public void close() {}
}
