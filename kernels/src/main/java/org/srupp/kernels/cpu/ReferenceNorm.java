package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.NormKernel;

/** The plain twin of {@link VectorNorm}: double arithmetic, written from the equation. */
public final class ReferenceNorm implements NormKernel {
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
    boolean adds = !o.equals(MemorySegment.NULL);
    boolean normalizes = !gamma.equals(MemorySegment.NULL);
    for (long row = 0; row < rows; row++) {
      double[] y = new double[size];
      double mean = 0;
      for (int j = 0; j < size; j++) {
        double added = adds ? (double) alpha * o.getAtIndex(FLOAT, row * size + j) : 0;
        y[j] = x.getAtIndex(FLOAT, row * size + j) + added;
        mean += y[j] / size;
      }
      double variance = 0;
      for (double value : y) {
        variance += (value - mean) * (value - mean) / size;
      }
      for (int j = 0; j < size; j++) {
        double z = y[j];
        if (normalizes) {
          z = (y[j] - mean) / Math.sqrt(variance + epsilon) * gamma.getAtIndex(FLOAT, j);
          z += beta.getAtIndex(FLOAT, j);
        }
        out.setAtIndex(FLOAT, row * size + j, (float) z);
      }
    }
  }
}
