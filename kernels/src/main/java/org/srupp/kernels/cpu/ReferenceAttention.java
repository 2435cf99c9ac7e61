package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.AttentionKernel;

/** The plain twin of {@link VectorAttention}: double arithmetic, written from the equation. */
public final class ReferenceAttention implements AttentionKernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  @Override
  public void attend(
      int size,
      int heads,
      MemorySegment query,
      long queryRow,
      Keys first,
      Keys second,
      MemorySegment out,
      long outRow) {
    int width = size / heads;
    int keys = first.count() + second.count();
    for (int head = 0; head < heads; head++) {
      double[] weights = new double[keys];
      double sum = 0;
      for (int i = 0; i < keys; i++) {
        double dot = 0;
        for (int j = head * width; j < (head + 1) * width; j++) {
          dot +=
              (double) query.getAtIndex(FLOAT, queryRow * size + j) * at(first, second, size, i, j);
        }
        weights[i] = Math.exp(dot / Math.sqrt(width));
        sum += weights[i];
      }
      for (int j = head * width; j < (head + 1) * width; j++) {
        double value = 0;
        for (int i = 0; i < keys; i++) {
          value += weights[i] / sum * at(first, second, size, i, size + j);
        }
        out.setAtIndex(FLOAT, outRow * size + j, (float) value);
      }
    }
  }

  private static double at(Keys first, Keys second, int size, int i, int j) {
    Keys keys = i < first.count() ? first : second;
    int row = keys.rows()[i < first.count() ? i : i - first.count()];
    return keys.memory().getAtIndex(FLOAT, 2L * row * size + j);
  }
}
