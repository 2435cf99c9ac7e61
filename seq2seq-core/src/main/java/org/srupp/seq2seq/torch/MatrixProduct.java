package org.srupp.seq2seq.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;

/**
 * y = x Wᵀ (+ b) by the engine's matrix product, from given memory into given memory, recording
 * nothing.
 *
 * <p>With one engine thread and at least {@link #INVARIANT_ROWS} rows the engine's library computes
 * each row of the product with the same operations in the same order, however many rows there are
 * (a test checks it); below that it changes to other loops. Searches whose results must not depend
 * on the batch therefore allocate at least that many rows.
 */
public final class MatrixProduct implements AutoCloseable {
  /** From this number of rows on, a row's result does not depend on the number of rows. */
  public static final int INVARIANT_ROWS = 16;

  private final NDArray weight;
  private final NDArray bias;
  private final long outputs;
  private final long inputs;
  private final long transposed;
  private final long biasRow;

  /**
   * Reads W and b where they stand; they must outlive this object.
   *
   * @param weight W, (outputs, inputs) float32
   * @param bias b, (outputs) float32, or null
   */
  public MatrixProduct(NDArray weight, NDArray bias) {
    this(weight, bias, false);
  }

  /**
   * y = x W.
   *
   * @param weight W, (inputs, outputs) float32
   */
  public static MatrixProduct transposed(NDArray weight) {
    return new MatrixProduct(weight, null, true);
  }

  private MatrixProduct(NDArray weight, NDArray bias, boolean asItStands) {
    this.weight = weight;
    this.bias = bias;
    Shape shape = weight.getShape();
    outputs = shape.get(asItStands ? 1 : 0);
    inputs = shape.get(asItStands ? 0 : 1);
    long columns = shape.get(1);
    transposed =
        TorchLibrary.matrix(
            TensorMemory.of(weight),
            inputs,
            outputs,
            asItStands ? columns : 1,
            asItStands ? 1 : columns);
    biasRow = bias == null ? 0 : TorchLibrary.matrix(TensorMemory.of(bias), 1, outputs, outputs, 1);
  }

  /** Width of y. */
  public int outputs() {
    return Math.toIntExact(outputs);
  }

  /** Width of x. */
  public int inputs() {
    return Math.toIntExact(inputs);
  }

  /**
   * Computes the product.
   *
   * @param x (rows, inputs) float32, row-major
   * @param y (rows, outputs) float32, row-major; overwritten
   * @param rows number of rows
   * @throws IndexOutOfBoundsException if a segment is too short for its shape
   */
  public void apply(MemorySegment x, MemorySegment y, int rows) {
    long in = TorchLibrary.matrix(bounded(x, rows * inputs), rows, inputs, inputs, 1);
    long out = TorchLibrary.matrix(bounded(y, rows * outputs), rows, outputs, outputs, 1);
    try {
      if (bias == null) {
        TorchLibrary.mm(out, in, transposed);
      } else {
        TorchLibrary.addmm(out, biasRow, in, transposed);
      }
    } finally {
      TorchLibrary.delete(in);
      TorchLibrary.delete(out);
    }
  }

  private static MemorySegment bounded(MemorySegment segment, long floats) {
    return segment.asSlice(0, floats * Float.BYTES);
  }

  @Override
  public void close() {
    TorchLibrary.delete(transposed);
    if (bias != null) {
      TorchLibrary.delete(biasRow);
    }
  }

  @Override
  public String toString() {
    return "MatrixProduct " + weight.getShape();
  }
}
