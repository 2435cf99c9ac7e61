package org.srupp.seq2seq.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The memory that a tensor owns, as a bounded segment. */
public final class TensorMemory {
  private TensorMemory() {}

  /**
   * The tensor's own memory; valid as long as the tensor is, which the caller sees to.
   *
   * @param array any shape, contiguous and row-major, on the CPU
   * @return a segment of exactly the tensor's size
   * @throws IllegalArgumentException if the tensor is not contiguous
   */
  public static MemorySegment of(NDArray array) {
    Shape shape = array.getShape();
    long handle = ((PtNDArray) array).getHandle();
    requireContiguous(shape, TorchLibrary.strides(handle, shape.dimension()));
    long bytes = shape.size() * TensorTypes.of(array).getNumOfBytes();
    return bytes == 0 ? MemorySegment.NULL : TorchLibrary.dataPointer(handle).reinterpret(bytes);
  }

  /** Whether the tensor's memory is row-major without gaps. */
  public static boolean isContiguous(NDArray array) {
    Shape shape = array.getShape();
    return isContiguous(
        shape, TorchLibrary.strides(((PtNDArray) array).getHandle(), shape.dimension()));
  }

  private static void requireContiguous(Shape shape, long[] strides) {
    if (!isContiguous(shape, strides)) {
      throw new IllegalArgumentException(
          "tensor of shape "
              + shape
              + " has strides "
              + Arrays.toString(strides)
              + ", expected contiguous row-major memory; copy it first");
    }
  }

  private static boolean isContiguous(Shape shape, long[] strides) {
    long expected = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      if (shape.get(i) > 1 && strides[i] != expected) {
        return false;
      }
      expected *= Math.max(1, shape.get(i));
    }
    return true;
  }
}
