package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Scores by distance (Dai et al. 2019, appendix B): query i and key j meet as Q(i) R(i - j). Called
 * while the engine records nothing; results belong to the manager of the first argument.
 *
 * @param heads splits both
 * @param queries Q, (L, B, P)
 * @param distances R of the distances from K - 1 down to 0, (K, 1, P)
 */
record DistanceScores(HeadAttention heads, NDArray queries, NDArray distances) {

  /**
   * Adds them.
   *
   * @param scores (B * H, L, K); what they become is arbitrary where a key is later than its query
   */
  void addTo(NDArray scores) {
    scores.addi(shifted(heads.perHead(queries).batchMatMul(keys())));
  }

  /**
   * Gradients of queries and distances.
   *
   * @param slopes gradient of the scores, (B * H, L, K), 0 where a key is later than its query
   * @return (L, B, P) and (K, 1, P)
   */
  List<NDArray> backward(NDArray slopes) {
    NDArray byDistance = unshifted(slopes);
    NDArray ofQueries = byDistance.batchMatMul(keys().transpose(0, 2, 1));
    NDArray ofKeys = heads.perHead(queries).transpose(0, 2, 1).batchMatMul(byDistance);
    return List.of(heads.together(ofQueries), together(ofKeys));
  }

  /** R of each head, once for each stream, behind a column of zeros: (B * H, P / H, K + 1). */
  private NDArray keys() {
    Shape one = new Shape(1, 1, heads.width());
    NDArray zero = distances.getManager().zeros(one, Ops.fullType(distances));
    NDArray keys = heads.perHead(Ops.as(zero, distances).concat(distances, 0)).transpose(0, 2, 1);
    Shape shape = keys.getShape();
    long streams = queries.getShape().get(1);
    return keys.expandDims(0)
        .broadcast(streams, shape.get(0), shape.get(1), shape.get(2))
        .reshape(streams * shape.get(0), shape.get(1), shape.get(2));
  }

  private NDArray together(NDArray ofKeys) {
    Shape shape = ofKeys.getShape();
    NDArray sum =
        ofKeys
            .reshape(shape.get(0) / heads.heads(), heads.heads(), shape.get(1), shape.get(2))
            .sum(new int[] {0});
    return sum.get(":,:,1:").transpose(2, 0, 1).reshape(shape.get(2) - 1, 1, heads.width());
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

  private static NDArray unshifted(NDArray slopes) {
    Shape shape = slopes.getShape();
    long rows = shape.get(1);
    long keys = shape.get(2);
    NDArray zeros =
        slopes.getManager().zeros(new Shape(shape.get(0), 1, rows), Ops.fullType(slopes));
    return Ops.as(zeros, slopes)
        .concat(slopes.reshape(shape.get(0), keys, rows), 1)
        .reshape(shape.get(0), rows, keys + 1);
  }
}
