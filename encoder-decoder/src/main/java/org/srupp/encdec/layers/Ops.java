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
import org.srupp.kernels.ElementType;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TensorTypes;

/**
 * The engine's operations that layers use, recorded where a tape records. Results belong to the
 * manager of the first argument.
 */
public final class Ops {
  /** The paper's and the authors' epsilon of layer normalisation. */
  static final double NORM_EPSILON = 1e-5;

  private Ops() {}

  /**
   * y = x Wᵀ (+ b) on the last axis, in the type of x.
   *
   * @param x (..., in)
   * @param weight W, (out, in)
   * @param bias b, (out), or null
   * @return (..., out)
   */
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    if (!TensorTypes.isBfloat16(x)) {
      return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
    }
    // The engine keeps what its gradients need; the manager of x would keep all until the step
    // ends.
    try (NDManager own = x.getManager().newSubManager()) {
      NDArray w = TensorTypes.to(weight, DataType.BFLOAT16, own);
      NDArray b = bias == null ? null : TensorTypes.to(bias, DataType.BFLOAT16, own);
      return JniUtils.linear((PtNDArray) x, (PtNDArray) w, (PtNDArray) b);
    }
  }

  /**
   * The same numbers in the type of another tensor.
   *
   * @param array any shape
   * @param like any shape; its manager gets the result, if that is not the array itself
   */
  static NDArray as(NDArray array, NDArray like) {
    return TensorTypes.to(array, TensorTypes.of(like), like.getManager());
  }

  /**
   * The same numbers in a type that Java and the kernels of the loss read: bfloat16 becomes
   * float32.
   *
   * @param array any shape
   * @return the array itself if it is not bfloat16
   */
  public static NDArray full(NDArray array) {
    return TensorTypes.to(array, fullType(array));
  }

  /** The array's type, FLOAT32 for bfloat16. */
  static DataType fullType(NDArray array) {
    DataType type = TensorTypes.of(array);
    return type == DataType.BFLOAT16 ? DataType.FLOAT32 : type;
  }

  /**
   * The same numbers in row-major order, as kernels take them. The engine's own copies keep the
   * order of a transposed tensor; those that change a shape cannot.
   *
   * @return the array itself if they lie so
   */
  static NDArray contiguous(NDArray array) {
    return TensorMemory.isContiguous(array)
        ? array
        : array.reshape(array.size()).reshape(array.getShape());
  }

  /** The array's type, as kernels name it. */
  static ElementType elementType(NDArray array) {
    return switch (TensorTypes.of(array)) {
      case BFLOAT16 -> ElementType.BFLOAT16;
      case FLOAT64 -> ElementType.FLOAT64;
      default -> ElementType.FLOAT32;
    };
  }

  /**
   * A number as a tensor, in the engine's own memory: the engine may keep it for gradients longer
   * than its manager lives, and a number that came out of Java's memory would be lost by then.
   *
   * @return shape ()
   */
  static NDArray scalar(NDManager manager, DataType type, double value) {
    if (manager.getDevice().isGpu()) {
      return manager.full(new Shape(), (float) value, type); // Java cannot write there
    }
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
   * Normalises the last axis to mean 0 and (biased) variance 1, then scales and shifts; in float32
   * at least, the result in the type of x.
   *
   * @param x (..., width)
   * @param gamma (width)
   * @param beta (width)
   */
  static NDArray layerNorm(NDArray x, NDArray gamma, NDArray beta) {
    if (!TensorTypes.isBfloat16(x)) {
      return normalised(x, gamma, beta);
    }
    try (NDArray wide = full(x);
        NDArray y = normalised(wide, gamma, beta)) {
      return TensorTypes.to(y, DataType.BFLOAT16);
    }
  }

  private static NDArray normalised(NDArray x, NDArray gamma, NDArray beta) {
    return JniUtils.layerNorm(
        (PtNDArray) x,
        new Shape(x.getShape().get(x.getShape().dimension() - 1)),
        (PtNDArray) gamma,
        (PtNDArray) beta,
        NORM_EPSILON);
  }
}
