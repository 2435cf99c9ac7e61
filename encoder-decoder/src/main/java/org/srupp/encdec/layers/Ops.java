package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The engine's operations that layers use, recorded where a tape records. Results belong to the
 * manager of the first argument.
 */
public final class Ops {
  /** The paper's and the authors' epsilon of layer normalisation. */
  static final double NORM_EPSILON = 1e-5;

  private Ops() {}

  /**
   * y = x Wᵀ (+ b) on the last axis.
   *
   * @param x (..., in)
   * @param weight W, (out, in)
   * @param bias b, (out), or null
   * @return (..., out)
   */
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
  }

  /**
   * max(x, 0).
   *
   * @param x any shape
   */
  static NDArray relu(NDArray x) {
    return JniUtils.relu((PtNDArray) x);
  }

  /**
   * Rows of a table.
   *
   * @param ids int64, any shape
   * @param table (V, E)
   * @return (shape of ids, E)
   */
  public static NDArray embedding(NDArray ids, NDArray table) {
    return JniUtils.embedding((PtNDArray) ids, (PtNDArray) table, false);
  }

  /**
   * Normalises the last axis to mean 0 and (biased) variance 1, then scales and shifts.
   *
   * @param x (..., width)
   * @param gamma (width)
   * @param beta (width)
   */
  static NDArray layerNorm(NDArray x, NDArray gamma, NDArray beta) {
    return JniUtils.layerNorm(
        (PtNDArray) x,
        new Shape(x.getShape().get(x.getShape().dimension() - 1)),
        (PtNDArray) gamma,
        (PtNDArray) beta,
        NORM_EPSILON);
  }
}
