package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.encdec.layers.Workspace.Use;
import org.srupp.seq2seq.torch.MatrixProduct;

/** {@link FeedForward} for decoding. */
final class InferenceFeedForward implements AutoCloseable {
  private final int width;
  private final int inner;
  private final MatrixProduct up;
  private final MatrixProduct down;

  InferenceFeedForward(TransformerConfig config, String name, InferenceWeights weights) {
    width = config.width();
    inner = config.feedForward();
    up = InferenceAttention.product(FeedForward.up(name), weights);
    down = InferenceAttention.product(FeedForward.down(name), weights);
  }

  /**
   * Computes the part.
   *
   * @param x (rows, W), with room for padded rows
   * @return (rows, W), valid until the workspace is used again
   */
  MemorySegment apply(Workspace workspace, MemorySegment x, int rows) {
    MemorySegment u = workspace.buffer(Use.U, rows, inner);
    up.apply(x, u, Workspace.paddedRows(rows));
    relu(u, rows);
    MemorySegment y = workspace.buffer(Use.MIXED, rows, width);
    down.apply(u, y, Workspace.paddedRows(rows));
    return y;
  }

  // Through an array, whose loop is compiled to vectors; one over a segment is not.
  private void relu(MemorySegment u, int rows) {
    float[] row = new float[inner];
    for (int i = 0; i < rows; i++) {
      long at = (long) i * inner * Float.BYTES;
      MemorySegment.copy(u, ValueLayout.JAVA_FLOAT, at, row, 0, inner);
      for (int j = 0; j < inner; j++) {
        row[j] = Math.max(row[j], 0);
      }
      MemorySegment.copy(row, 0, u, ValueLayout.JAVA_FLOAT, at, inner);
    }
  }

  @Override
  public void close() {
    up.close();
    down.close();
  }
}
