package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * softmax(Q Kᵀ / sqrt(P / H) + mask) V, head by head (Vaswani et al. 2017, section 3.2).
 *
 * @param width P, floats in a query
 * @param heads H, which divides P; head i takes the columns i P / H to (i + 1) P / H
 * @param site name of the dropout on the weights
 * @param dropout its rate
 */
record HeadAttention(int width, int heads, String site, double dropout) {

  /**
   * The weighted sums of values.
   *
   * @param queries (L, B, P)
   * @param keys (K, B, P)
   * @param values (K, B, P)
   * @param mask added to the scaled scores, broadcastable to (B, L, K); or null
   * @return (L, B, P)
   */
  NDArray apply(NDArray queries, NDArray keys, NDArray values, NDArray mask, Dropout masks) {
    NDArray q = perHead(queries.mul(scale(queries)));
    NDArray scores = q.batchMatMul(perHead(keys).transpose(0, 2, 1));
    return weighted(scores, values, mask, masks).reshape(queries.getShape());
  }

  /**
   * The values weighted by the softmax of scores, which is computed in float32 at least.
   *
   * @param scores scaled, (B * H, L, K); overwritten
   * @param values (K, B, P)
   * @param mask added to the scores, broadcastable to (B, L, K); or null
   * @return (L, B * H, P / H)
   */
  NDArray weighted(NDArray scores, NDArray values, NDArray mask, Dropout masks) {
    NDArray softmax = masked(Ops.full(scores), mask).softmax(-1);
    NDArray weights = Ops.as(masks.apply(site, softmax, dropout), values);
    return weights.batchMatMul(perHead(values)).transpose(1, 0, 2);
  }

  /** 1 / sqrt(P / H) as a tensor: the engine takes one faster than a Java number. */
  NDArray scale(NDArray like) {
    return Ops.scalar(like.getManager(), Ops.fullType(like), 1 / Math.sqrt((double) width / heads));
  }

  /** (L, B, P) seen as (B * H, L, P / H), stream before head. */
  NDArray perHead(NDArray array) {
    Shape shape = array.getShape();
    return array
        .reshape(shape.get(0), shape.get(1) * heads, shape.get(2) / heads)
        .transpose(1, 0, 2);
  }

  /** In the scores' own memory where it can be: they are the largest tensors of a model. */
  private NDArray masked(NDArray scores, NDArray mask) {
    if (mask == null) {
      return scores;
    }
    if (heads == 1 || mask.getShape().get(0) == 1) {
      return scores.addi(mask);
    }
    Shape shape = scores.getShape();
    return scores
        .reshape(shape.get(0) / heads, heads, shape.get(1), shape.get(2))
        .add(mask.expandDims(1))
        .reshape(shape);
  }
}
