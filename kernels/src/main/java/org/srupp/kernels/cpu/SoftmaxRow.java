package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of a softmax over one row of float32, (V); one thread owns an instance.
 *
 * <p>Sums run in float32 lanes over short blocks and in double over the blocks, so their relative
 * error is below 40 * 2^-24 whatever V is. Lanes are added in a fixed order: reduceLanes may choose
 * another one once it is compiled, and a resumed run would differ.
 */
final class SoftmaxRow {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int BLOCK = 32 * LANES.length();

  private final int classes;
  private final float[] lanes = new float[LANES.length()];
  private float max;
  private double sum;
  private double shiftedSum;

  SoftmaxRow(int classes) {
    this.classes = classes;
  }

  /** The largest logit of the last row. */
  double max() {
    return max;
  }

  /** Sum of exp(x - max) of the last row. */
  double sum() {
    return sum;
  }

  /** Sum of x - max of the last row. */
  double shiftedSum() {
    return shiftedSum;
  }

  static float get(MemorySegment row, int index) {
    return row.get(FLOAT, (long) index * Float.BYTES);
  }

  static void set(MemorySegment row, int index, float value) {
    row.set(FLOAT, (long) index * Float.BYTES, value);
  }

  /** Computes max and sums. */
  void sums(MemorySegment logits) {
    pass(logits, null);
  }

  /** Computes max and sums and writes exp(x - max), (V), into {@code output}, maybe in place. */
  void exponentials(MemorySegment logits, MemorySegment output) {
    pass(logits, output);
  }

  private void pass(MemorySegment logits, MemorySegment output) {
    max = largest(logits);
    sum = 0;
    shiftedSum = 0;
    int full = LANES.loopBound(classes);
    for (int from = 0; from < full; from += BLOCK) {
      int to = Math.min(full, from + BLOCK);
      if (output == null) {
        block(logits, from, to);
      } else {
        storedBlock(logits, output, from, to);
      }
    }
    for (int i = full; i < classes; i++) {
      float shifted = get(logits, i) - max;
      float power = LaneMath.exp(shifted);
      sum += power;
      shiftedSum += shifted;
      if (output != null) {
        set(output, i, power);
      }
    }
  }

  private float largest(MemorySegment logits) {
    FloatVector largest = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (int end = LANES.loopBound(classes); i < end; i += LANES.length()) {
      largest =
          largest.max(FloatVector.fromMemorySegment(LANES, logits, (long) i * Float.BYTES, ORDER));
    }
    float result = largest.reduceLanes(VectorOperators.MAX);
    for (; i < classes; i++) {
      result = Math.max(result, get(logits, i));
    }
    return result;
  }

  private void block(MemorySegment logits, int from, int to) {
    Lanes.pin(logits);
    FloatVector powers = FloatVector.zero(LANES);
    FloatVector shifts = FloatVector.zero(LANES);
    for (int i = from; i < to; i += LANES.length()) {
      FloatVector shifted =
          FloatVector.fromMemorySegment(LANES, logits, (long) i * Float.BYTES, ORDER).sub(max);
      powers = powers.add(LaneMath.exp(shifted));
      shifts = shifts.add(shifted);
    }
    add(powers, shifts);
  }

  // A loop of its own: a store under a condition keeps the loop of block() from being unrolled.
  private void storedBlock(MemorySegment logits, MemorySegment output, int from, int to) {
    Lanes.pin(logits);
    Lanes.pin(output);
    FloatVector powers = FloatVector.zero(LANES);
    FloatVector shifts = FloatVector.zero(LANES);
    for (int i = from; i < to; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector shifted = FloatVector.fromMemorySegment(LANES, logits, at, ORDER).sub(max);
      FloatVector power = LaneMath.exp(shifted);
      power.intoMemorySegment(output, at, ORDER);
      powers = powers.add(power);
      shifts = shifts.add(shifted);
    }
    add(powers, shifts);
  }

  private void add(FloatVector powers, FloatVector shifts) {
    powers.intoArray(lanes, 0);
    for (float lane : lanes) {
      sum += lane;
    }
    shifts.intoArray(lanes, 0);
    for (float lane : lanes) {
      shiftedSum += lane;
    }
  }

  /** {@code row[i] = row[i] * factor + offset}. */
  void scale(MemorySegment row, float factor, float offset) {
    Lanes.pin(row);
    FloatVector factors = FloatVector.broadcast(LANES, factor);
    FloatVector offsets = FloatVector.broadcast(LANES, offset);
    int i = 0;
    for (int end = LANES.loopBound(classes); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector.fromMemorySegment(LANES, row, at, ORDER)
          .fma(factors, offsets)
          .intoMemorySegment(row, at, ORDER);
    }
    for (; i < classes; i++) {
      set(row, i, Math.fma(get(row, i), factor, offset));
    }
  }
}
