package org.srupp.encdec.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.srupp.seq2seq.decode.OutputColumns;
import org.srupp.seq2seq.torch.MatrixProduct;
import org.srupp.seq2seq.torch.SelectableProduct;

/**
 * For each sentence its own list. One product computes the outputs that any sentence of the batch
 * wants; then each row gathers its sentence's, so that what a search sees of a sentence does not
 * depend on the others.
 */
final class ListedOutputs implements Outputs {
  private final MatrixProduct product;
  private final int stride;
  private int[][] ids;
  private int[][] places;
  private Arena arena = Arena.ofShared();
  private MemorySegment gathered = MemorySegment.NULL;

  /**
   * @param vocabulary the product with all outputs; stays the caller's
   * @param lists of the sentences, which are the first rows
   */
  ListedOutputs(SelectableProduct vocabulary, OutputLists lists) {
    int[] union = lists.union();
    product = vocabulary.select(union);
    stride = lists.longest();
    ids = lists.ids();
    places =
        Arrays.stream(ids)
            .map(list -> Arrays.stream(list).map(id -> Arrays.binarySearch(union, id)).toArray())
            .toArray(int[][]::new);
  }

  @Override
  public MatrixProduct product() {
    return product;
  }

  @Override
  public MemorySegment logits(MemorySegment computed, int rows) {
    ensure((long) rows * stride * Float.BYTES);
    for (int row = 0; row < rows; row++) {
      int[] wanted = places[row];
      long from = (long) row * product.outputs();
      long to = (long) row * stride;
      for (int i = 0; i < wanted.length; i++) {
        gathered.setAtIndex(
            ValueLayout.JAVA_FLOAT,
            to + i,
            computed.getAtIndex(ValueLayout.JAVA_FLOAT, from + wanted[i]));
      }
    }
    return gathered;
  }

  private void ensure(long bytes) {
    if (gathered.byteSize() < bytes) {
      arena.close();
      arena = Arena.ofShared();
      gathered = arena.allocate(bytes, 64);
    }
  }

  @Override
  public OutputColumns columns() {
    return new ListColumns(stride, ids);
  }

  @Override
  public void select(int[] parents) {
    ids = pick(ids, parents);
    places = pick(places, parents);
  }

  private static int[][] pick(int[][] lists, int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> lists[row]).toArray(int[][]::new);
  }

  @Override
  public void close() {
    product.close();
    arena.close();
  }
}
