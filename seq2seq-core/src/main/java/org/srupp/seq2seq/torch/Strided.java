package org.srupp.seq2seq.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;

/**
 * A matrix, or a batch of matrices, that lies in memory with any strides, and the engine's matrix
 * products into it. Nothing is recorded and nothing is copied.
 *
 * <p>{@link MatrixProduct} is for one weight that many inputs meet; this is for hand-written
 * gradients.
 *
 * @param memory of the first element and everything that the strides reach
 * @param type FLOAT32 or FLOAT64
 * @param sizes (rows, columns) or (batch, rows, columns)
 * @param strides in elements, one for each size
 * @param device where the memory is
 */
public record Strided(
    MemorySegment memory, DataType type, long[] sizes, long[] strides, Device device) {

  /**
   * @throws IllegalArgumentException if the strides reach outside the memory
   */
  public Strided {
    long last = 1;
    for (int i = 0; i < sizes.length; i++) {
      last += (sizes[i] - 1) * strides[i];
    }
    if (last * type.getNumOfBytes() > memory.byteSize()) {
      throw new IllegalArgumentException(
          "a matrix that reaches "
              + last * type.getNumOfBytes()
              + " bytes does not fit memory of "
              + memory.byteSize()
              + " bytes");
    }
  }

  /**
   * (rows, columns), row-major without gaps.
   *
   * @param device whose the memory is
   */
  public static Strided matrix(
      DeviceMemory device, MemorySegment memory, DataType type, long rows, long columns) {
    long[] sizes = {rows, columns};
    return new Strided(memory, type, sizes, new long[] {columns, 1}, device.device());
  }

  /**
   * A contiguous tensor seen as a matrix of its last axis' width.
   *
   * @param device whose memory the tensor lies in
   */
  public static Strided of(DeviceMemory device, NDArray array) {
    long columns = array.getShape().get(array.getShape().dimension() - 1);
    long rows = array.getShape().size() / columns;
    return matrix(device, device.of(array), array.getDataType(), rows, columns);
  }

  /** The same memory with rows and columns exchanged. */
  public Strided transposed() {
    int last = sizes.length - 1;
    long[] newSizes = sizes.clone();
    long[] newStrides = strides.clone();
    newSizes[last] = sizes[last - 1];
    newSizes[last - 1] = sizes[last];
    newStrides[last] = strides[last - 1];
    newStrides[last - 1] = strides[last];
    return new Strided(memory, type, newSizes, newStrides, device);
  }

  /** Rows {@code from} to {@code to}, of every matrix of a batch. */
  public Strided rows(long from, long to) {
    int axis = sizes.length - 2;
    long[] newSizes = sizes.clone();
    newSizes[axis] = to - from;
    return new Strided(
        memory.asSlice(from * strides[axis] * type.getNumOfBytes()),
        type,
        newSizes,
        strides,
        device);
  }

  /** this = a b. */
  public void product(Strided a, Strided b) {
    run(a, b, null, false);
  }

  /** this += a b. */
  public void addProduct(Strided a, Strided b) {
    run(a, b, null, true);
  }

  /**
   * this = a b + row, the same row for each row of a.
   *
   * @param row (1, columns)
   */
  public void productPlus(Strided a, Strided b, Strided row) {
    run(a, b, row, false);
  }

  private void run(Strided a, Strided b, Strided row, boolean add) {
    long out = handle();
    long left = a.handle();
    long right = b.handle();
    long addend = row == null ? out : row.handle();
    try {
      boolean batch = sizes.length == 3;
      if (row != null || (add && !batch)) {
        TorchLibrary.addmm(out, addend, left, right);
      } else if (add && device.isGpu()) {
        throw new IllegalStateException("products are added batch by batch on the processor only");
      } else if (add) {
        TorchLibrary.baddbmm(out, out, left, right, 1);
      } else if (batch) {
        TorchLibrary.bmm(out, left, right);
      } else {
        TorchLibrary.mm(out, left, right);
      }
    } finally {
      TorchLibrary.delete(out);
      TorchLibrary.delete(left);
      TorchLibrary.delete(right);
      if (row != null) {
        TorchLibrary.delete(addend);
      }
    }
  }

  private long handle() {
    int code = type == DataType.FLOAT64 ? TorchLibrary.FLOAT64 : TorchLibrary.FLOAT32;
    return TorchLibrary.tensor(memory, code, sizes, strides, TorchPlace.of(device));
  }
}
