package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/** One Transformer-XL layer: {@link RelativeAttention} and the feed-forward part, post-norm. */
final class TransformerXlLayer {
  private final RelativeAttention attention;
  private final ResidualNorm attentionNorm;
  private final FeedForward feedForward;
  private final ResidualNorm feedForwardNorm;

  TransformerXlLayer(
      TransformerConfig config,
      String name,
      ParameterSet parameters,
      NDArray contentBias,
      NDArray distanceBias,
      LayerKernels kernels) {
    double rate = config.dropout();
    attention =
        new RelativeAttention(
            config,
            TransformerLayer.self(name),
            parameters,
            contentBias,
            distanceBias,
            kernels.softmax());
    attentionNorm =
        new ResidualNorm(TransformerLayer.selfNorm(name), parameters, rate, kernels.residual());
    feedForward = new FeedForward(name, parameters, rate);
    feedForwardNorm =
        new ResidualNorm(
            TransformerLayer.feedForwardNorm(name), parameters, rate, kernels.residual());
  }

  static List<ParameterSpec> specs(TransformerConfig config, String name, Initialization matrix) {
    int w = config.width();
    List<ParameterSpec> specs = new ArrayList<>();
    specs.addAll(RelativeAttention.specs(config, TransformerLayer.self(name), matrix));
    specs.addAll(ResidualNorm.specs(TransformerLayer.selfNorm(name), w));
    specs.addAll(
        FeedForward.specs(name, w, config.feedForward(), matrix, Initialization.constant(0)));
    specs.addAll(ResidualNorm.specs(TransformerLayer.feedForwardNorm(name), w));
    return specs;
  }

  /**
   * Runs the layer over a chunk.
   *
   * @param input (L, B, W)
   * @param memory its inputs before, (M, B, W), or null
   * @param distances (M + L, 1, W)
   * @param mask contiguous, (B or 1, L or 1, M + L)
   * @return (L, B, W)
   */
  NDArray forward(
      Tape tape, NDArray input, NDArray memory, NDArray distances, NDArray mask, Dropout masks) {
    NDArray x = tape.leaf(input);
    NDArray attended = attention.apply(tape, x, memory, distances, mask, masks);
    NDArray y = attentionNorm.apply(tape, x, attended, masks);
    return feedForwardNorm.apply(tape, y, feedForward.apply(y, masks), masks);
  }
}
