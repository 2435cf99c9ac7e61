package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@link MatrixProduct} in float32 by the engine's matrix product.
 *
 * <p>With one engine thread and at least {@link #INVARIANT_ROWS} rows the engine's library computes
 * each row of the product with the same operations in the same order, however many rows there are
 * and wherever it stands (a test checks it); below that it changes to other loops. So it does on
 * AMD's processors for up to 11 outputs, where they depend on the row's address: a W with few is
 * multiplied with zeros behind it.
 */
public final class EngineProduct implements ColumnProduct, SelectableProduct {
  private static final int LEAST_COLUMNS = 16;
  private static final int ALIGNMENT = 64;

  private final long outputs;
  private final long inputs;
  private final long inputStride;
  private final MemorySegment weight;
  private final MemorySegment bias;
  private final long columns; // of the product as the engine computes it, at least outputs
  private final MemorySegment multiplied;
  private final MemorySegment added;
  private final long transposed;
  private final long biasRow;

  /**
   * Reads W and b where they stand; they must outlive this object and not change.
   *
   * @param weight W, (outputs, inputs) float32, row-major
   * @param bias b, (outputs) float32, or NULL
   * @throws IndexOutOfBoundsException if a segment is too short for its shape
   */
  public EngineProduct(MemorySegment weight, long outputs, long inputs, MemorySegment bias) {
    this(weight, outputs, inputs, 1, inputs, bias);
  }

  /**
   * Reads W and b where they stand; they must outlive this object and not change.
   *
   * @param weight W, (outputs, inputs) float32
   * @param bias b, (outputs) float32, or null
   */
  public static EngineProduct of(NDArray weight, NDArray bias) {
    return new EngineProduct(
        TensorMemory.of(weight),
        weight.getShape().get(0),
        weight.getShape().get(1),
        bias == null ? MemorySegment.NULL : TensorMemory.of(bias));
  }

  /**
   * y = x W.
   *
   * @param weight W, (inputs, outputs) float32; must outlive this object
   */
  public static MatrixProduct transposed(MemorySegment weight, long outputs, long inputs) {
    return new EngineProduct(weight, outputs, inputs, outputs, 1, MemorySegment.NULL);
  }

  private EngineProduct(
      MemorySegment weight,
      long outputs,
      long inputs,
      long inputStride,
      long outputStride,
      MemorySegment bias) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.inputStride = inputStride;
    this.weight = bounded(weight, outputs * inputs);
    boolean shifted = !bias.equals(MemorySegment.NULL);
    this.bias = shifted ? bounded(bias, outputs) : bias;
    columns = Math.max(outputs, LEAST_COLUMNS);
    if (columns == outputs) {
      multiplied = this.weight;
      added = this.bias;
      transposed = TorchLibrary.matrix(multiplied, inputs, columns, inputStride, outputStride);
    } else {
      multiplied = widened(outputStride);
      added = shifted ? zeros(1).copyFrom(this.bias) : this.bias;
      transposed = TorchLibrary.matrix(multiplied, inputs, columns, columns, 1);
    }
    biasRow = shifted ? TorchLibrary.matrix(added, 1, columns, columns, 1) : 0;
  }

  /** Wᵀ with columns of zeros behind it, (inputs, columns). */
  private MemorySegment widened(long outputStride) {
    MemorySegment wide = zeros(inputs);
    for (long i = 0; i < inputs; i++) {
      for (long o = 0; o < outputs; o++) {
        float value = weight.getAtIndex(JAVA_FLOAT, i * inputStride + o * outputStride);
        wide.setAtIndex(JAVA_FLOAT, i * columns + o, value);
      }
    }
    return wide;
  }

  private MemorySegment zeros(long rows) {
    return Arena.ofAuto().allocate(rows * columns * Float.BYTES, ALIGNMENT);
  }

  @Override
  public int outputs() {
    return Math.toIntExact(outputs);
  }

  @Override
  public int inputs() {
    return Math.toIntExact(inputs);
  }

  @Override
  public void apply(MemorySegment x, MemorySegment y, int rows, int width) {
    MemorySegment given = bounded(x, rows * inputs);
    MemorySegment result = bounded(y, (rows - 1L) * width + outputs);
    if (columns == outputs) {
      multiply(given, result, rows, width);
      return;
    }
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment wide = scratch.allocate(rows * columns * Float.BYTES, ALIGNMENT);
      multiply(given, wide, rows, columns);
      for (long row = 0; row < rows; row++) {
        long from = row * columns * Float.BYTES;
        MemorySegment.copy(wide, from, result, row * width * Float.BYTES, outputs * Float.BYTES);
      }
    }
  }

  private void multiply(MemorySegment x, MemorySegment y, int rows, long width) {
    long in = TorchLibrary.matrix(x, rows, inputs, inputs, 1);
    long out = TorchLibrary.matrix(y, rows, columns, width, 1);
    try {
      if (biasRow == 0) {
        TorchLibrary.mm(out, in, transposed);
      } else {
        TorchLibrary.addmm(out, biasRow, in, transposed);
      }
    } finally {
      TorchLibrary.delete(in);
      TorchLibrary.delete(out);
    }
  }

  @Override
  public MatrixProduct select(int[] wanted) {
    if (inputStride != 1) {
      throw new IllegalStateException("the rows of a transposed W are not contiguous; select none");
    }
    SelectedRows rows = new SelectedRows(wanted, outputs());
    Arena arena = Arena.ofShared();
    MemorySegment weights = rows.copy(weight, inputs * Float.BYTES, arena);
    MemorySegment biases = rows.copy(bias, Float.BYTES, arena);
    return new BlockedProduct(
        arena,
        rows.count(),
        first ->
            new EngineProduct(
                weights.asSlice(first * inputs * Float.BYTES),
                SelectedRows.MULTIPLE,
                inputs,
                biases.equals(MemorySegment.NULL)
                    ? biases
                    : biases.asSlice((long) first * Float.BYTES)));
  }

  private static MemorySegment bounded(MemorySegment segment, long floats) {
    return segment.asSlice(0, floats * Float.BYTES);
  }

  @Override
  public void close() {
    TorchLibrary.delete(transposed);
    if (biasRow != 0) {
      TorchLibrary.delete(biasRow);
    }
  }

  @Override
  public String toString() {
    return "EngineProduct (" + outputs + ", " + inputs + ")";
  }
}
