package org.srupp.seq2seq.torch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of float32 as 8-bit integers and back: x is about scale q, with a scale for each row, the
 * row's largest magnitude divided by 127, and q = x / scale rounded to the nearest integer, of two
 * equally near the even one (symmetric quantisation: 0 stays 0 and -128 is never used).
 *
 * <p>A row's result depends on that row alone. A row of zeros has the scale 0; one with NaN or
 * infinity has the scale NaN, so that what is computed from it is NaN too.
 */
final class RowQuantizer {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many bytes as FLOATS has lanes; there are no vectors of four bytes. */
  private static final VectorSpecies<Byte> BYTES =
      FLOATS.length() < 8
          ? null
          : VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * FLOATS.length()));

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final float LARGEST = 127;
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits of the sum.
  private static final float ROUND = 0x1.8p23f;
  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private RowQuantizer() {}

  /**
   * Quantises.
   *
   * @param x (rows, width) float32, row-major
   * @param q (rows, width) bytes, row-major; overwritten
   * @param scales (rows) float32; overwritten
   * @throws IndexOutOfBoundsException if a segment is too short
   */
  static void quantize(
      MemorySegment x, int rows, int width, MemorySegment q, MemorySegment scales) {
    for (int row = 0; row < rows; row++) {
      long at = (long) row * width;
      float largest = largest(x, at, width);
      float scale = largest <= Float.MAX_VALUE ? largest / LARGEST : Float.NaN;
      scales.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, row, scale);
      quantize(x, at, width, scale > 0 ? LARGEST / largest : 0, q);
    }
  }

  private static void quantize(MemorySegment x, long at, int width, float factor, MemorySegment q) {
    int j = 0;
    for (int end = BYTES == null ? 0 : FLOATS.loopBound(width); j < end; j += FLOATS.length()) {
      IntVector n =
          FloatVector.fromMemorySegment(FLOATS, x, (at + j) * Float.BYTES, ORDER)
              .mul(factor)
              .add(ROUND)
              .reinterpretAsInts()
              .sub(ROUND_BITS);
      ((ByteVector) n.convertShape(VectorOperators.I2B, BYTES, 0))
          .intoMemorySegment(q, at + j, ORDER);
    }
    for (; j < width; j++) {
      float shifted = get(x, at + j) * factor + ROUND;
      q.set(ValueLayout.JAVA_BYTE, at + j, (byte) (Float.floatToRawIntBits(shifted) - ROUND_BITS));
    }
  }

  /** The largest magnitude; NaN or infinity if there is one. */
  private static float largest(MemorySegment x, long at, int width) {
    FloatVector most = FloatVector.zero(FLOATS);
    int j = 0;
    for (int end = FLOATS.loopBound(width); j < end; j += FLOATS.length()) {
      most =
          most.max(FloatVector.fromMemorySegment(FLOATS, x, (at + j) * Float.BYTES, ORDER).abs());
    }
    float result = most.reduceLanes(VectorOperators.MAX);
    for (; j < width; j++) {
      result = Math.max(result, Math.abs(get(x, at + j)));
    }
    return result;
  }

  /**
   * What sums of products of two quantised matrices stand for: y = sum s[row] t[column] +
   * b[column], multiplied from the left to the right in float32.
   *
   * @param sums (rows, columns), int32 or, where {@code whole} is false, the same numbers as
   *     float32
   * @param whole whether they are int32
   * @param rowScales (rows)
   * @param columnScales (columns)
   * @param bias (columns), or NULL
   * @param y (rows, columns) float32; overwritten
   */
  static void scale(
      MemorySegment sums,
      boolean whole,
      int rows,
      int columns,
      MemorySegment rowScales,
      MemorySegment columnScales,
      MemorySegment bias,
      MemorySegment y) {
    boolean biased = !bias.equals(MemorySegment.NULL);
    for (int row = 0; row < rows; row++) {
      float scale = get(rowScales, row);
      long at = (long) row * columns;
      int j = 0;
      for (int end = FLOATS.loopBound(columns); j < end; j += FLOATS.length()) {
        FloatVector sum = whole ? ints(sums, at + j) : floats(sums, at + j);
        FloatVector value = sum.mul(scale).mul(floats(columnScales, j));
        value = biased ? value.add(floats(bias, j)) : value;
        value.intoMemorySegment(y, (at + j) * Float.BYTES, ORDER);
      }
      for (; j < columns; j++) {
        float sum =
            whole ? sums.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, at + j) : get(sums, at + j);
        float value = sum * scale * get(columnScales, j);
        y.setAtIndex(
            ValueLayout.JAVA_FLOAT_UNALIGNED, at + j, biased ? value + get(bias, j) : value);
      }
    }
  }

  private static FloatVector floats(MemorySegment from, long index) {
    return FloatVector.fromMemorySegment(FLOATS, from, index * Float.BYTES, ORDER);
  }

  private static FloatVector ints(MemorySegment from, long index) {
    return (FloatVector)
        IntVector.fromMemorySegment(
                FLOATS.vectorShape().withLanes(int.class), from, index * Integer.BYTES, ORDER)
            .convert(VectorOperators.I2F, 0);
  }

  private static float get(MemorySegment from, long index) {
    return from.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index);
  }
}
