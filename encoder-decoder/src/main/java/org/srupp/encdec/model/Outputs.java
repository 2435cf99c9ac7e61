package org.srupp.encdec.model;

import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.decode.OutputColumns;
import org.srupp.seq2seq.torch.MatrixProduct;

/** What a scorer computes logits of. */
interface Outputs extends AutoCloseable {

  /** From the last hidden rows to logits. */
  MatrixProduct product();

  /**
   * The logits as the search reads them.
   *
   * @param computed what the product gave, (rows, outputs of the product)
   * @return (rows, stride of the columns), valid until the next call
   */
  MemorySegment logits(MemorySegment computed, int rows);

  OutputColumns columns();

  /** Makes row i continue what was row {@code parents[i]}. */
  void select(int[] parents);

  @Override
  void close();
}
