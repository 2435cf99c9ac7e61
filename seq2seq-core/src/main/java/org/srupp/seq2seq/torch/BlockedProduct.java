package org.srupp.seq2seq.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntFunction;

/**
 * {@link MatrixProduct} computed in blocks of {@link SelectedRows#MULTIPLE} outputs.
 *
 * <p>The engine's library sums in another order where a matrix has few columns (for 1,024 inputs
 * below some hundred), and how many outputs a search selects depends on its batch. In blocks of one
 * size a value is the same wherever it stands (a test checks it). They cost up to a tenth more than
 * one product.
 */
final class BlockedProduct implements MatrixProduct {
  private final Arena arena;
  private final ColumnProduct[] blocks;

  /**
   * @param arena closed by this
   * @param outputs a multiple of the block's
   * @param block the product of the outputs from the given one on
   */
  BlockedProduct(Arena arena, int outputs, IntFunction<ColumnProduct> block) {
    this.arena = arena;
    blocks = new ColumnProduct[outputs / SelectedRows.MULTIPLE];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block.apply(i * SelectedRows.MULTIPLE);
    }
  }

  @Override
  public int outputs() {
    return blocks.length * SelectedRows.MULTIPLE;
  }

  @Override
  public int inputs() {
    return blocks[0].inputs();
  }

  @Override
  public void apply(MemorySegment x, MemorySegment y, int rows) {
    long bytes = (long) SelectedRows.MULTIPLE * Float.BYTES;
    for (int i = 0; i < blocks.length; i++) {
      blocks[i].apply(x, y.asSlice(i * bytes), rows, outputs());
    }
  }

  @Override
  public void close() {
    for (ColumnProduct block : blocks) {
      block.close();
    }
    arena.close();
  }
}
