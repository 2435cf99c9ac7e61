package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/**
 * One Transformer layer: attention to the layer's own input, in a decoder attention to the source,
 * and the feed-forward part, each with its residual connection and then its normalisation (Vaswani
 * et al. 2017, figure 1).
 */
final class TransformerLayer {
  private final MultiHeadAttention self;
  private final ResidualNorm selfNorm;
  private final MultiHeadAttention source;
  private final ResidualNorm sourceNorm;
  private final FeedForward feedForward;
  private final ResidualNorm feedForwardNorm;

  TransformerLayer(
      TransformerConfig config, String name, ParameterSet parameters, LayerKernels kernels) {
    double rate = config.dropout();
    self = new MultiHeadAttention(config, self(name), parameters, kernels.softmax());
    selfNorm = new ResidualNorm(selfNorm(name), parameters, rate, kernels.residual());
    boolean sees = config.seesSource();
    source =
        sees ? new MultiHeadAttention(config, source(name), parameters, kernels.softmax()) : null;
    sourceNorm =
        sees ? new ResidualNorm(sourceNorm(name), parameters, rate, kernels.residual()) : null;
    feedForward = new FeedForward(name, parameters, rate);
    feedForwardNorm = new ResidualNorm(feedForwardNorm(name), parameters, rate, kernels.residual());
  }

  static String self(String name) {
    return name + ".self_attention";
  }

  static String selfNorm(String name) {
    return name + ".self_norm";
  }

  static String source(String name) {
    return name + ".source_attention";
  }

  static String sourceNorm(String name) {
    return name + ".source_norm";
  }

  static String feedForwardNorm(String name) {
    return name + ".feed_forward_norm";
  }

  static List<ParameterSpec> specs(TransformerConfig config, String name) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.addAll(MultiHeadAttention.specs(config, self(name)));
    specs.addAll(ResidualNorm.specs(selfNorm(name), config.width()));
    if (config.seesSource()) {
      specs.addAll(MultiHeadAttention.specs(config, source(name)));
      specs.addAll(ResidualNorm.specs(sourceNorm(name), config.width()));
    }
    specs.addAll(FeedForward.specs(name, config.width(), config.feedForward()));
    specs.addAll(ResidualNorm.specs(feedForwardNorm(name), config.width()));
    return specs;
  }

  /**
   * Runs the layer over a batch.
   *
   * @param input (L, B, W)
   * @param mask of the attention to the input, contiguous, (B or 1, L or 1, L); or null
   * @param memory the encoder's output, (S, B, W), a leaf of the tape; unused by a layer that sees
   *     no source
   * @param memoryMask contiguous, (B or 1, L or 1, S), or null
   * @return (L, B, W)
   */
  NDArray forward(
      Tape tape, NDArray input, NDArray mask, NDArray memory, NDArray memoryMask, Dropout masks) {
    NDArray x = tape.leaf(input);
    NDArray y = selfNorm.apply(tape, x, self.apply(tape, x, x, mask, masks), masks);
    if (source != null) {
      NDArray attended = source.apply(tape, y, memory, memoryMask, masks);
      y = sourceNorm.apply(tape, y, attended, masks);
    }
    return feedForwardNorm.apply(tape, y, feedForward.apply(y, masks), masks);
  }
}
