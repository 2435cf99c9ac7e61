package org.srupp.seq2seq.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;

/**
 * Types of tensors with bfloat16 among them, which DJL has a name for but cannot make, read or even
 * recognise; its operations compute with such tensors as with any other.
 */
public final class TensorTypes {
  private TensorTypes() {}

  /**
   * The type of a tensor's elements.
   *
   * @param array any shape
   */
  public static DataType of(NDArray array) {
    return isBfloat16(array) ? DataType.BFLOAT16 : array.getDataType();
  }

  /** Whether a tensor's elements are bfloat16. */
  public static boolean isBfloat16(NDArray array) {
    return TorchTypes.of(handle(array)) == TorchTypes.BFLOAT16;
  }

  /**
   * The same numbers in another type, rounded to the nearest, ties to even; recorded where a tape
   * records.
   *
   * @param array any shape
   * @param type BFLOAT16, FLOAT32 or FLOAT64
   * @return of the array's manager; the array itself if it has that type
   */
  public static NDArray to(NDArray array, DataType type) {
    return to(array, type, array.getManager());
  }

  /**
   * As {@link #to(NDArray, DataType)}, with a manager for the result.
   *
   * @param owner of the result, if it is not the array itself
   */
  public static NDArray to(NDArray array, DataType type, NDManager owner) {
    if (of(array) == type) {
      return array;
    }
    try {
      return new PtNDArray((PtNDManager) owner, TorchTypes.to(handle(array), code(type)));
    } catch (IllegalStateException e) {
      throw told(e, owner, array.getShape(), type);
    }
  }

  /**
   * The C ABI keeps its message to itself. Where memory is what is missing, DJL misses it too, and
   * says so.
   */
  private static IllegalStateException told(
      IllegalStateException failure, NDManager owner, Shape shape, DataType type) {
    owner.create(shape, type == DataType.BFLOAT16 ? DataType.FLOAT16 : type).close();
    return failure;
  }

  /**
   * A tensor whose elements are whatever was in its memory.
   *
   * @param manager owns it and says on which device it lies
   * @param type BFLOAT16, or any that DJL makes
   */
  public static NDArray create(NDManager manager, Shape shape, DataType type) {
    if (type != DataType.BFLOAT16) {
      return manager.create(shape, type);
    }
    TorchPlace place = TorchPlace.of(manager.getDevice());
    try {
      return new PtNDArray(
          (PtNDManager) manager, TorchTypes.empty(shape.getShape(), TorchTypes.BFLOAT16, place));
    } catch (IllegalStateException e) {
      throw told(e, manager, shape, type);
    }
  }

  private static int code(DataType type) {
    return switch (type) {
      case BFLOAT16 -> TorchTypes.BFLOAT16;
      case FLOAT32 -> TorchLibrary.FLOAT32;
      case FLOAT64 -> TorchLibrary.FLOAT64;
      default ->
          throw new IllegalArgumentException(
              "found type " + type + ", expected BFLOAT16, FLOAT32 or FLOAT64");
    };
  }

  private static long handle(NDArray array) {
    return ((PtNDArray) array).getHandle();
  }
}
