package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.encdec.layers.Workspace.Use;
import org.srupp.seq2seq.torch.MatrixProduct;

/** {@link MultiHeadAttention} for decoding: over raw memory, each row for itself. */
final class InferenceAttention implements AutoCloseable {
  private final TransformerConfig config;
  private final InferenceKernels kernels;
  private final MatrixProduct query;
  private final MatrixProduct keysAndValues;
  private final MatrixProduct output;

  InferenceAttention(
      TransformerConfig config, String name, InferenceWeights weights, InferenceKernels kernels) {
    this.config = config;
    this.kernels = kernels;
    query = product(MultiHeadAttention.query(name), weights);
    keysAndValues = product(MultiHeadAttention.keysAndValues(name), weights);
    output = product(MultiHeadAttention.output(name), weights);
  }

  static MatrixProduct product(String name, InferenceWeights weights) {
    return weights.product(name + ".weight", name + ".bias");
  }

  /**
   * Keys and values of what is asked.
   *
   * @param seen (rows, W), with room for padded rows
   * @param target (padded rows, 2 W), overwritten
   */
  void keys(MemorySegment seen, int rows, MemorySegment target) {
    keysAndValues.apply(seen, target, Workspace.paddedRows(rows));
  }

  /**
   * Attends.
   *
   * @param x (rows, W), with room for padded rows
   * @param keys what each row sees, computed already
   * @return (rows, W), valid until the workspace is used again
   */
  MemorySegment apply(Workspace workspace, MemorySegment x, int rows, KeySource keys) {
    int w = config.width();
    MemorySegment q = workspace.buffer(Use.INNER, rows, w);
    query.apply(x, q, Workspace.paddedRows(rows));
    MemorySegment o = workspace.buffer(Use.ATTENDED, rows, w);
    for (int row = 0; row < rows; row++) {
      kernels
          .attention()
          .attend(w, config.heads(), q, row, keys.first(row), keys.second(row), o, row);
    }
    MemorySegment y = workspace.buffer(Use.MIXED, rows, w);
    output.apply(o, y, Workspace.paddedRows(rows));
    return y;
  }

  @Override
  public void close() {
    query.close();
    keysAndValues.close();
    output.close();
  }
}
