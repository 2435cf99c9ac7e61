package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/**
 * Attention by content and by distance, which a memory of the tokens before needs: where a token
 * stands depends on who asks (Dai et al. 2019, section 3.3).
 *
 * <pre>
 *   Q = x Wqᵀ          [K | V] = [memory; x] Wkvᵀ          R(d) = P(d) Wrᵀ
 *   score of query i and key j = ((Q(i) + u) K(j) + (Q(i) + v) R(i - j)) / sqrt(W / H)
 * </pre>
 *
 * <p>u and v are the same for all queries, and here, as in the authors' enwik8 model, for all
 * layers.
 */
final class RelativeAttention {
  private final HeadAttention heads;
  private final NDArray query;
  private final NDArray keysAndValues;
  private final NDArray distance;
  private final NDArray output;
  private final NDArray contentBias;
  private final NDArray distanceBias;

  /**
   * Builds the layer over existing parameters.
   *
   * @param contentBias u, (W)
   * @param distanceBias v, (W)
   * @param kernel of the softmax
   */
  RelativeAttention(
      TransformerConfig config,
      String name,
      ParameterSet parameters,
      NDArray contentBias,
      NDArray distanceBias,
      SoftmaxKernel kernel) {
    heads = HeadAttention.of(config, name, kernel, parameters.device());
    query = parameters.get(name + ".query.weight");
    keysAndValues = parameters.get(name + ".keys_values.weight");
    distance = parameters.get(name + ".distance.weight");
    output = parameters.get(name + ".output.weight");
    this.contentBias = contentBias;
    this.distanceBias = distanceBias;
  }

  static List<ParameterSpec> specs(TransformerConfig config, String name, Initialization matrix) {
    long w = config.width();
    return List.of(
        ParameterSpec.of(name + ".query.weight", matrix, w, w),
        ParameterSpec.of(name + ".keys_values.weight", matrix, 2 * w, w),
        ParameterSpec.of(name + ".distance.weight", matrix, w, w),
        ParameterSpec.of(name + ".output.weight", matrix, w, w));
  }

  /**
   * Attends.
   *
   * @param x (L, B, W); a leaf of the tape
   * @param memory the layer's inputs before x, (M, B, W), or null
   * @param distances P of the distances from M + L - 1 down to 0, (M + L, 1, W)
   * @param mask added to the scaled scores, contiguous, (B or 1, L or 1, M + L); it must hide what
   *     is later than a query, whose scores are arbitrary
   * @return (L, B, W)
   */
  NDArray apply(
      Tape tape, NDArray x, NDArray memory, NDArray distances, NDArray mask, Dropout masks) {
    NDArray all = tape.leaf(withMemory(x, memory));
    NDList both = Ops.rowHalves(keysAndValues, all.getManager());
    NDArray q = tape.leaf(Ops.linear(x, query, null));
    NDArray mixed =
        heads.applyRelative(
            tape,
            q.add(Ops.as(contentBias, q)),
            Ops.linear(all, both.get(0), null),
            Ops.linear(all, both.get(1), null),
            q.add(Ops.as(distanceBias, q)),
            Ops.linear(distances, distance, null),
            mask,
            masks);
    return Ops.linear(mixed, output, null);
  }

  private static NDArray withMemory(NDArray x, NDArray memory) {
    if (memory == null) {
      return x;
    }
    NDArray all = memory.concat(x, 0);
    all.attach(x.getManager()); // a memory's own manager outlives the step
    return all;
  }
}
