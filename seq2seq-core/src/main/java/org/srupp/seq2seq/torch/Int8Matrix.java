package org.srupp.seq2seq.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A matrix in 8-bit integers with a scale for each row: W[i, j] is about scales[i] values[i, j],
 * values between -127 and 127.
 *
 * @param values (outputs, inputs) bytes, row-major
 * @param scales (outputs) float32
 * @param outputs rows
 * @param inputs columns
 */
public record Int8Matrix(MemorySegment values, MemorySegment scales, int outputs, int inputs) {
  public Int8Matrix {
    long elements = (long) outputs * inputs;
    if (values.byteSize() != elements || scales.byteSize() != (long) outputs * Float.BYTES) {
      throw new IllegalArgumentException(
          "expected "
              + elements
              + " values and "
              + outputs
              + " scales, found "
              + values.byteSize()
              + " and "
              + scales.byteSize() / Float.BYTES);
    }
  }

  /**
   * Quantises a matrix: each row's largest magnitude becomes 127.
   *
   * @param weight (outputs, inputs) float32, row-major
   * @param arena of the result
   */
  public static Int8Matrix quantize(MemorySegment weight, int outputs, int inputs, Arena arena) {
    MemorySegment values = arena.allocate((long) outputs * inputs, 64);
    MemorySegment scales = arena.allocate((long) outputs * Float.BYTES, 64);
    RowQuantizer.quantize(weight, outputs, inputs, values, scales);
    return new Int8Matrix(values, scales, outputs, inputs);
  }

  /**
   * The matrix that this one stands for.
   *
   * @return (outputs, inputs) float32, row-major
   */
  public MemorySegment dequantize(Arena arena) {
    MemorySegment weight = arena.allocate((long) outputs * inputs * Float.BYTES, 64);
    for (int i = 0; i < outputs; i++) {
      float scale = scales.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
      long row = (long) i * inputs;
      for (int j = 0; j < inputs; j++) {
        float value = scale * values.get(ValueLayout.JAVA_BYTE, row + j);
        weight.setAtIndex(ValueLayout.JAVA_FLOAT, row + j, value);
      }
    }
    return weight;
  }
}
