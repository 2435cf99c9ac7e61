package org.srupp.kernels.cpu;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.NormKernel;

/** Residual connection and layer normalisation with a row's values in lanes. */
public final class VectorNorm implements NormKernel {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  @Override
  public void residualNorm(
      int rows,
      int size,
      MemorySegment x,
      MemorySegment o,
      float alpha,
      MemorySegment gamma,
      MemorySegment beta,
      float epsilon,
      MemorySegment out) {
    for (int row = 0; row < rows; row++) {
      long at = (long) row * size * Float.BYTES;
      if (o.equals(MemorySegment.NULL)) {
        MemorySegment.copy(x, at, out, at, (long) size * Float.BYTES);
      } else {
        residual(x, o, alpha, out, at, size);
      }
      if (!gamma.equals(MemorySegment.NULL)) {
        normalize(out, at, size, gamma, beta, epsilon);
      }
    }
  }

  private static void residual(
      MemorySegment x, MemorySegment o, float alpha, MemorySegment out, long at, int size) {
    Lanes.pin(x);
    Lanes.pin(o);
    Lanes.pin(out);
    FloatVector factor = FloatVector.broadcast(LANES, alpha);
    int j = 0;
    for (int end = ScalarStart.bound(size); j < end; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      FloatVector added = FloatVector.fromMemorySegment(LANES, o, offset, LITTLE_ENDIAN);
      FloatVector base = FloatVector.fromMemorySegment(LANES, x, offset, LITTLE_ENDIAN);
      added.fma(factor, base).intoMemorySegment(out, offset, LITTLE_ENDIAN);
    }
    for (; j < size; j++) {
      long offset = at + (long) j * Float.BYTES;
      out.set(FLOAT, offset, Math.fma(o.get(FLOAT, offset), alpha, x.get(FLOAT, offset)));
    }
  }

  private static void normalize(
      MemorySegment row, long at, int size, MemorySegment gamma, MemorySegment beta, float eps) {
    Lanes.pin(row);
    Lanes.pin(gamma);
    Lanes.pin(beta);
    float mean = sum(row, at, size) / size;
    float variance = squares(row, at, size, mean) / size;
    float scale = (float) (1 / Math.sqrt(variance + eps));
    int j = 0;
    for (int end = ScalarStart.bound(size); j < end; j += LANES.length()) {
      long offset = (long) j * Float.BYTES;
      FloatVector g = FloatVector.fromMemorySegment(LANES, gamma, offset, LITTLE_ENDIAN);
      FloatVector b = FloatVector.fromMemorySegment(LANES, beta, offset, LITTLE_ENDIAN);
      FloatVector x = FloatVector.fromMemorySegment(LANES, row, at + offset, LITTLE_ENDIAN);
      FloatVector y = x.sub(mean).mul(scale).fma(g, b);
      y.intoMemorySegment(row, at + offset, LITTLE_ENDIAN);
    }
    for (; j < size; j++) {
      long offset = (long) j * Float.BYTES;
      float y = (row.get(FLOAT, at + offset) - mean) * scale;
      row.set(FLOAT, at + offset, Math.fma(y, gamma.get(FLOAT, offset), beta.get(FLOAT, offset)));
    }
  }

  private static float sum(MemorySegment row, long at, int size) {
    if (ScalarStart.covers(size)) {
      return scalarSum(row, at, size);
    }
    FloatVector sum = FloatVector.zero(LANES);
    int j = 0;
    for (int end = LANES.loopBound(size); j < end; j += LANES.length()) {
      sum =
          sum.add(
              FloatVector.fromMemorySegment(
                  LANES, row, at + (long) j * Float.BYTES, LITTLE_ENDIAN));
    }
    float result = Lanes.sum(sum);
    for (; j < size; j++) {
      result += row.get(FLOAT, at + (long) j * Float.BYTES);
    }
    return result;
  }

  private static float scalarSum(MemorySegment row, long at, int size) {
    float[] lanes = new float[LANES.length()];
    int end = LANES.loopBound(size);
    for (int j = 0; j < end; j++) {
      lanes[j % lanes.length] += row.get(FLOAT, at + (long) j * Float.BYTES);
    }
    float result = Lanes.sum(lanes);
    for (int j = end; j < size; j++) {
      result += row.get(FLOAT, at + (long) j * Float.BYTES);
    }
    return result;
  }

  private static float squares(MemorySegment row, long at, int size, float mean) {
    if (ScalarStart.covers(size)) {
      return scalarSquares(row, at, size, mean);
    }
    FloatVector sum = FloatVector.zero(LANES);
    int j = 0;
    for (int end = LANES.loopBound(size); j < end; j += LANES.length()) {
      FloatVector x =
          FloatVector.fromMemorySegment(LANES, row, at + (long) j * Float.BYTES, LITTLE_ENDIAN)
              .sub(mean);
      sum = x.fma(x, sum);
    }
    float result = Lanes.sum(sum);
    for (; j < size; j++) {
      float x = row.get(FLOAT, at + (long) j * Float.BYTES) - mean;
      result = Math.fma(x, x, result);
    }
    return result;
  }

  private static float scalarSquares(MemorySegment row, long at, int size, float mean) {
    float[] lanes = new float[LANES.length()];
    int end = LANES.loopBound(size);
    for (int j = 0; j < end; j++) {
      float x = row.get(FLOAT, at + (long) j * Float.BYTES) - mean;
      lanes[j % lanes.length] = Math.fma(x, x, lanes[j % lanes.length]);
    }
    float result = Lanes.sum(lanes);
    for (int j = end; j < size; j++) {
      float x = row.get(FLOAT, at + (long) j * Float.BYTES) - mean;
      result = Math.fma(x, x, result);
    }
    return result;
  }
}
