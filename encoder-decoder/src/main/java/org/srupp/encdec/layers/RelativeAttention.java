package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;

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
   */
  RelativeAttention(
      TransformerConfig config,
      String name,
      ParameterSet parameters,
      NDArray contentBias,
      NDArray distanceBias) {
    heads =
        new HeadAttention(
            config.width(), config.heads(), name + ".attn", config.attentionDropout());
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
   * @param x (L, B, W)
   * @param memory the layer's inputs before x, (M, B, W), or null
   * @param distances P of the distances from M + L - 1 down to 0, (M + L, 1, W)
   * @param mask added to the scaled scores, broadcastable to (B, L, M + L); it must hide what is
   *     later than a query, whose scores are arbitrary
   * @return (L, B, W)
   */
  NDArray apply(NDArray x, NDArray memory, NDArray distances, NDArray mask, Dropout masks) {
    NDArray all = memory == null ? x : memory.concat(x, 0);
    NDList both = Ops.rowHalves(keysAndValues, all.getManager());
    NDArray keys = Ops.linear(all, both.get(0), null);
    NDArray values = Ops.linear(all, both.get(1), null);
    NDArray q = Ops.linear(x, query, null);
    NDArray scale = heads.scale(q);
    NDArray byContent = heads.perHead(q.add(Ops.as(contentBias, q)).mul(scale));
    NDArray byDistance = heads.perHead(q.add(Ops.as(distanceBias, q)).mul(scale));
    NDArray scores =
        byContent
            .batchMatMul(heads.perHead(keys).transpose(0, 2, 1))
            .addi(shifted(byDistance.batchMatMul(distanceKeys(distances, x.getShape().get(1)))));
    NDArray mixed = heads.weighted(scores, values, mask, masks);
    return Ops.linear(mixed.reshape(x.getShape()), output, null);
  }

  /** R of each head, once for each stream, behind a column of zeros: (B * H, W / H, K + 1). */
  private NDArray distanceKeys(NDArray distances, long streams) {
    NDArray projected = Ops.linear(distances, distance, null);
    Shape one = new Shape(1, 1, heads.width());
    NDArray zero = projected.getManager().zeros(one, Ops.fullType(projected));
    NDArray keys = heads.perHead(Ops.as(zero, projected).concat(projected, 0)).transpose(0, 2, 1);
    Shape shape = keys.getShape();
    return keys.expandDims(0)
        .broadcast(streams, shape.get(0), shape.get(1), shape.get(2))
        .reshape(streams * shape.get(0), shape.get(1), shape.get(2));
  }

  /**
   * From scores by distance to scores by key: column j of row i becomes what was column j + L - i
   * behind the zeros, the distance from query i to key j. Reading the same numbers as rows of one
   * column less, from the second row of L on, does it for all rows at once and copies nothing.
   *
   * @param scores (B * H, L, K + 1)
   * @return (B * H, L, K), arbitrary where a key is later than its query
   */
  private static NDArray shifted(NDArray scores) {
    Shape shape = scores.getShape();
    long rows = shape.get(1);
    long columns = shape.get(2);
    return scores
        .reshape(shape.get(0), columns, rows)
        .get(":,1:,:")
        .reshape(shape.get(0), rows, columns - 1);
  }
}
