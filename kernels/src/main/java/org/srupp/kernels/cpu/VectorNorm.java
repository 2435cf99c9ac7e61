package org.srupp.kernels.cpu;

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
    float[] lanes = new float[LANES.length()];
    for (int row = 0; row < rows; row++) {
      long at = (long) row * size * Float.BYTES;
      if (o.equals(MemorySegment.NULL)) {
        MemorySegment.copy(x, at, out, at, (long) size * Float.BYTES);
      } else {
        residual(x, o, alpha, out, at, size);
      }
      if (!gamma.equals(MemorySegment.NULL)) {
        normalize(out, at, size, gamma, beta, epsilon, lanes);
      }
    }
  }

  private static void residual(
      MemorySegment x, MemorySegment o, float alpha, MemorySegment out, long at, int size) {
    FloatVector factor = FloatVector.broadcast(LANES, alpha);
    int j = 0;
    for (int end = LANES.loopBound(size); j < end; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      FloatVector added = Lanes.load(o, offset);
      FloatVector base = Lanes.load(x, offset);
      Lanes.store(added.fma(factor, base), out, offset);
    }
    for (; j < size; j++) {
      long offset = at + (long) j * Float.BYTES;
      out.set(FLOAT, offset, Math.fma(o.get(FLOAT, offset), alpha, x.get(FLOAT, offset)));
    }
  }

  private static void normalize(
      MemorySegment row,
      long at,
      int size,
      MemorySegment gamma,
      MemorySegment beta,
      float eps,
      float[] lanes) {
    float mean = sum(row, at, size, lanes) / size;
    float variance = squares(row, at, size, mean, lanes) / size;
    float scale = (float) (1 / Math.sqrt(variance + eps));
    int j = 0;
    for (int end = LANES.loopBound(size); j < end; j += LANES.length()) {
      long offset = (long) j * Float.BYTES;
      FloatVector g = Lanes.load(gamma, offset);
      FloatVector b = Lanes.load(beta, offset);
      FloatVector x = Lanes.load(row, at + offset);
      FloatVector y = x.sub(mean).mul(scale).fma(g, b);
      Lanes.store(y, row, at + offset);
    }
    for (; j < size; j++) {
      long offset = (long) j * Float.BYTES;
      float y = (row.get(FLOAT, at + offset) - mean) * scale;
      row.set(FLOAT, at + offset, Math.fma(y, gamma.get(FLOAT, offset), beta.get(FLOAT, offset)));
    }
  }

  private static float sum(MemorySegment row, long at, int size, float[] lanes) {
    FloatVector sum = FloatVector.zero(LANES);
    int j = 0;
    for (int end = LANES.loopBound(size); j < end; j += LANES.length()) {
      sum = sum.add(Lanes.load(row, at + (long) j * Float.BYTES));
    }
    float result = Lanes.sum(sum);
    for (; j < size; j++) {
      result += row.get(FLOAT, at + (long) j * Float.BYTES);
    }
    return result;
  }

  private static float squares(MemorySegment row, long at, int size, float mean, float[] lanes) {
    FloatVector sum = FloatVector.zero(LANES);
    int j = 0;
    for (int end = LANES.loopBound(size); j < end; j += LANES.length()) {
      FloatVector x = Lanes.load(row, at + (long) j * Float.BYTES).sub(mean);
      sum = x.fma(x, sum);
    }
    float result = Lanes.sum(sum);
    for (; j < size; j++) {
      float x = row.get(FLOAT, at + (long) j * Float.BYTES) - mean;
      result = Math.fma(x, x, result);
    }
    return result;
  }
}
