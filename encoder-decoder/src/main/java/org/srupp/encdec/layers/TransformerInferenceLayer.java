package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;

/**
 * {@link TransformerLayer} for decoding: the same layer over raw memory, one row never touching
 * another. A test holds it to {@link TransformerLayer}.
 */
final class TransformerInferenceLayer implements AutoCloseable {
  private final InferenceAttention self;
  private final InferenceResidual selfNorm;
  private final InferenceAttention source;
  private final InferenceResidual sourceNorm;
  private final InferenceFeedForward feedForward;
  private final InferenceResidual feedForwardNorm;

  TransformerInferenceLayer(
      TransformerConfig config, String name, InferenceWeights weights, InferenceKernels kernels) {
    int w = config.width();
    boolean sees = config.seesSource();
    self = new InferenceAttention(config, TransformerLayer.self(name), weights, kernels);
    selfNorm = new InferenceResidual(w, TransformerLayer.selfNorm(name), weights, kernels.norm());
    source =
        sees
            ? new InferenceAttention(config, TransformerLayer.source(name), weights, kernels)
            : null;
    sourceNorm =
        sees
            ? new InferenceResidual(w, TransformerLayer.sourceNorm(name), weights, kernels.norm())
            : null;
    feedForward = new InferenceFeedForward(config, name, weights);
    feedForwardNorm =
        new InferenceResidual(w, TransformerLayer.feedForwardNorm(name), weights, kernels.norm());
  }

  /**
   * Runs the layer.
   *
   * @param input (rows, W), with room for padded rows
   * @param own where the keys and values of the input go, and which ones each row sees
   * @param memory the source's keys and values, computed by {@link #sourceKeys}; unused by a layer
   *     that sees no source
   * @param out (rows, W) with room for padded rows, overwritten; not the memory of the input
   */
  void forward(
      Workspace workspace,
      MemorySegment input,
      int rows,
      KeySource own,
      KeySource memory,
      MemorySegment out) {
    self.keys(input, rows, own.target());
    selfNorm.apply(rows, input, self.apply(workspace, input, rows, own), out);
    if (source != null) {
      sourceNorm.apply(rows, out, source.apply(workspace, out, rows, memory), out);
    }
    feedForwardNorm.apply(rows, out, feedForward.apply(workspace, out, rows), out);
  }

  /**
   * Keys and values of the source.
   *
   * @param states the encoder's output, (rows, W), with room for padded rows
   * @param target (padded rows, 2 W), overwritten
   */
  void sourceKeys(MemorySegment states, int rows, MemorySegment target) {
    source.keys(states, rows, target);
  }

  @Override
  public void close() {
    self.close();
    if (source != null) {
      source.close();
    }
    feedForward.close();
  }
}
