package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * softmax(Q Kᵀ / sqrt(P / H) + mask) V, head by head (Vaswani et al. 2017, section 3.2).
 *
 * @param width P, floats in a query
 * @param heads H, which divides P; head i takes the columns i P / H to (i + 1) P / H
 * @param site name of the dropout on the weights
 * @param dropout its rate
 * @param kernel of the softmax
 * @param device whose memory tensors lie in
 */
record HeadAttention(
    int width, int heads, String site, double dropout, SoftmaxKernel kernel, DeviceMemory device) {

  /** That of a layer of a Transformer, whose parameters' names begin with {@code name}. */
  static HeadAttention of(
      TransformerConfig config, String name, SoftmaxKernel kernel, DeviceMemory device) {
    return new HeadAttention(
        config.width(), config.heads(), name + ".attn", config.attentionDropout(), kernel, device);
  }

  /**
   * The weighted sums of values, on the tape: what two of the first three tensors are computed from
   * must be a leaf of it.
   *
   * @param queries (L, B, P)
   * @param keys (K, B, P)
   * @param values (K, B, P)
   * @param mask added to the scaled scores, contiguous, (B or 1, L or 1, K); or null
   * @return (L, B, P)
   */
  NDArray apply(
      Tape tape, NDArray queries, NDArray keys, NDArray values, NDArray mask, Dropout masks) {
    return run(tape, List.of(queries, keys, values), mask, masks);
  }

  /**
   * The same with scores that are the sum of Q Kᵀ and of {@link DistanceScores}; what two of the
   * first five tensors are computed from must be a leaf of the tape.
   *
   * @param byDistance queries of the distances, (L, B, P)
   * @param distances keys of the distances, (K, 1, P), that of the largest first
   * @param mask must hide what is later than a query, whose scores are arbitrary
   */
  NDArray applyRelative(
      Tape tape,
      NDArray queries,
      NDArray keys,
      NDArray values,
      NDArray byDistance,
      NDArray distances,
      NDArray mask,
      Dropout masks) {
    return run(tape, List.of(queries, keys, values, byDistance, distances), mask, masks);
  }

  private NDArray run(Tape tape, List<NDArray> inputs, NDArray mask, Dropout masks) {
    Shape queries = inputs.get(0).getShape();
    Shape scores =
        new Shape(queries.get(1) * heads, queries.get(0), inputs.get(1).getShape().get(0));
    NDArray kept = masks.mask(site, inputs.get(0), scores, dropout);
    AttentionFunction function = new AttentionFunction(this, mask, kept, tape.isRecording());
    return tape.apply(function, inputs).get(0);
  }

  /** 1 / sqrt(P / H). */
  double scale() {
    return 1 / Math.sqrt((double) width / heads);
  }

  /** (L, B, P) seen as (B * H, L, P / H), stream before head. */
  NDArray perHead(NDArray array) {
    Shape shape = array.getShape();
    return array
        .reshape(shape.get(0), shape.get(1) * heads, shape.get(2) / heads)
        .transpose(1, 0, 2);
  }

  /** The way back, (B * H, L, P / H) to (L, B, P). */
  NDArray together(NDArray array) {
    Shape shape = array.getShape();
    return array.transpose(1, 0, 2).reshape(shape.get(1), shape.get(0) / heads, width);
  }
}
