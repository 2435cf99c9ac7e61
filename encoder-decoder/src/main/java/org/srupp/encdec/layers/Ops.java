package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.seq2seq.torch.TensorMemory;

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
   * A number as a tensor, in the engine's own memory: the engine may keep it for gradients longer
   * than its manager lives, and a number that came out of Java's memory would be lost by then.
   *
   * @return shape ()
   */
  static NDArray scalar(NDManager manager, DataType type, double value) {
    NDArray scalar = manager.create(new Shape(), type);
    MemorySegment memory = TensorMemory.of(scalar);
    if (type == DataType.FLOAT64) {
      memory.set(ValueLayout.JAVA_DOUBLE, 0, value);
    } else {
      memory.set(ValueLayout.JAVA_FLOAT, 0, (float) value);
    }
    return scalar;
  }

  /**
   * The first and the second half of a parameter's rows, as views.
   *
   * @param parameter (2 rows, ...)
   * @param step gets the views: the parameter's own manager lives as long as the process
   */
  static NDList rowHalves(NDArray parameter, NDManager step) {
    NDList halves = parameter.split(2, 0);
    halves.attach(step);
    return halves;
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
