package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;

/**
 * The rows of one call of {@link VectorResidual}; one thread owns an instance. A row is worked on
 * in buffers that end with a whole vector, zeros behind the row's own numbers.
 */
final class ResidualRows {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;

  private final ResidualProblem problem;
  private final ResidualArrays arrays;
  private final int size;
  private final int full;
  private final float alpha;
  private final boolean dropsBranch;
  private final boolean dropsResult;
  private final float[] gamma;
  private final float[] beta;
  private final float[] row;
  private final float[] slope;

  ResidualRows(ResidualProblem problem, ResidualArrays arrays) {
    this.problem = problem;
    this.arrays = arrays;
    size = problem.size();
    full = LANES.loopBound(size);
    alpha = arrays.hasAlpha() ? Lanes.get(arrays.alpha(), 0) : 1;
    dropsBranch = arrays.hasBranch() && arrays.hasDropout() && problem.dropped() == Dropped.BRANCH;
    dropsResult = arrays.hasDropout() && problem.dropped() == Dropped.RESULT;
    gamma = VectorResidual.padded(arrays.gamma(), size);
    beta = VectorResidual.padded(arrays.beta(), size);
    row = new float[gamma.length];
    slope = new float[gamma.length];
  }

  void forward(int from, int to) {
    for (int i = from; i < to; i++) {
      long at = (long) i * size * Float.BYTES;
      load(at);
      float mean = sum(row) / size;
      centre(mean, 1);
      float scale = (float) (1 / Math.sqrt(squares() / size + problem.epsilon()));
      Lanes.set(arrays.statistics(), 2L * i * Float.BYTES, mean);
      Lanes.set(arrays.statistics(), (2L * i + 1) * Float.BYTES, scale);
      scaleAndShift(scale);
      if (dropsResult) {
        storeProduct(row, arrays.kept(), arrays.result(), at);
      } else {
        store(row, arrays.result(), at);
      }
    }
  }

  /** row = v = x + alpha y kept. */
  private void load(long at) {
    read(arrays.x(), at, row);
    if (!arrays.hasBranch()) {
      return;
    }
    if (dropsBranch) {
      readProduct(arrays.branch(), arrays.kept(), at, slope);
    } else {
      read(arrays.branch(), at, slope);
    }
    FloatVector factor = FloatVector.broadcast(LANES, alpha);
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector.fromArray(LANES, slope, j)
          .fma(factor, FloatVector.fromArray(LANES, row, j))
          .intoArray(row, j);
    }
  }

  /** row = (row - mean) factor. */
  private void centre(float mean, float factor) {
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector.fromArray(LANES, row, j).sub(mean).mul(factor).intoArray(row, j);
    }
    for (int j = size; j < row.length; j++) {
      row[j] = 0;
    }
  }

  private float squares() {
    FloatVector sum = FloatVector.zero(LANES);
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector x = FloatVector.fromArray(LANES, row, j);
      sum = x.fma(x, sum);
    }
    return Lanes.sum(sum);
  }

  private void scaleAndShift(float scale) {
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector.fromArray(LANES, row, j)
          .mul(scale)
          .fma(FloatVector.fromArray(LANES, gamma, j), FloatVector.fromArray(LANES, beta, j))
          .intoArray(row, j);
    }
  }

  /** Gradients of rows; returns what they add to those of the parameters. */
  ResidualSums backward(ResidualGradients gradients, int from, int to) {
    float[] sumGamma = new float[gamma.length];
    float[] sumBeta = new float[gamma.length];
    double sumAlpha = 0;
    for (int i = from; i < to; i++) {
      long at = (long) i * size * Float.BYTES;
      float scale = Lanes.get(arrays.statistics(), (2L * i + 1) * Float.BYTES);
      load(at);
      centre(Lanes.get(arrays.statistics(), 2L * i * Float.BYTES), scale);
      if (dropsResult) {
        readProduct(gradients.result(), arrays.kept(), at, slope);
      } else {
        read(gradients.result(), at, slope);
      }
      addUp(sumGamma, sumBeta);
      differentiate(scale);
      store(slope, gradients.x(), at);
      if (arrays.hasBranch()) {
        sumAlpha += branch(gradients.branch(), at);
      }
    }
    return new ResidualSums(sumGamma, sumBeta, sumAlpha);
  }

  private void addUp(float[] sumGamma, float[] sumBeta) {
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector g = FloatVector.fromArray(LANES, slope, j);
      FloatVector n = FloatVector.fromArray(LANES, row, j);
      g.fma(n, FloatVector.fromArray(LANES, sumGamma, j)).intoArray(sumGamma, j);
      g.add(FloatVector.fromArray(LANES, sumBeta, j)).intoArray(sumBeta, j);
    }
  }

  /** slope = dv, from slope = g and row = n. */
  private void differentiate(float scale) {
    FloatVector sum = FloatVector.zero(LANES);
    FloatVector products = FloatVector.zero(LANES);
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector g =
          FloatVector.fromArray(LANES, slope, j).mul(FloatVector.fromArray(LANES, gamma, j));
      g.intoArray(slope, j);
      sum = sum.add(g);
      products = g.fma(FloatVector.fromArray(LANES, row, j), products);
    }
    float mean = Lanes.sum(sum) / size;
    FloatVector product = FloatVector.broadcast(LANES, -Lanes.sum(products) / size);
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector.fromArray(LANES, row, j)
          .fma(product, FloatVector.fromArray(LANES, slope, j).sub(mean))
          .mul(scale)
          .intoArray(slope, j);
    }
    for (int j = size; j < row.length; j++) {
      slope[j] = 0;
    }
  }

  /** Stores dy = alpha dv kept, from slope = dv; sum(dv y kept). */
  private float branch(MemorySegment to, long at) {
    if (dropsBranch) {
      readProduct(arrays.branch(), arrays.kept(), at, row);
    } else {
      read(arrays.branch(), at, row);
    }
    FloatVector sum = FloatVector.zero(LANES);
    for (int j = 0; j < row.length; j += LANES.length()) {
      FloatVector slopes = FloatVector.fromArray(LANES, slope, j);
      sum = slopes.fma(FloatVector.fromArray(LANES, row, j), sum);
      slopes.mul(alpha).intoArray(slope, j);
    }
    if (dropsBranch) {
      storeProduct(slope, arrays.kept(), to, at);
    } else {
      store(slope, to, at);
    }
    return Lanes.sum(sum);
  }

  private static float sum(float[] values) {
    FloatVector sum = FloatVector.zero(LANES);
    for (int j = 0; j < values.length; j += LANES.length()) {
      sum = sum.add(FloatVector.fromArray(LANES, values, j));
    }
    return Lanes.sum(sum);
  }

  private void read(MemorySegment from, long at, float[] to) {
    Lanes.pin(from);
    for (int j = 0; j < full; j += LANES.length()) {
      Lanes.load(from, at + (long) j * Float.BYTES).intoArray(to, j);
    }
    for (int j = full; j < size; j++) {
      to[j] = Lanes.get(from, at + (long) j * Float.BYTES);
    }
  }

  private void readProduct(MemorySegment a, MemorySegment b, long at, float[] to) {
    Lanes.pin(a);
    Lanes.pin(b);
    for (int j = 0; j < full; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      Lanes.load(a, offset).mul(Lanes.load(b, offset)).intoArray(to, j);
    }
    for (int j = full; j < size; j++) {
      long offset = at + (long) j * Float.BYTES;
      to[j] = Lanes.get(a, offset) * Lanes.get(b, offset);
    }
  }

  private void store(float[] from, MemorySegment to, long at) {
    Lanes.pin(to);
    for (int j = 0; j < full; j += LANES.length()) {
      Lanes.store(FloatVector.fromArray(LANES, from, j), to, at + (long) j * Float.BYTES);
    }
    for (int j = full; j < size; j++) {
      Lanes.set(to, at + (long) j * Float.BYTES, from[j]);
    }
  }

  private void storeProduct(float[] from, MemorySegment by, MemorySegment to, long at) {
    Lanes.pin(by);
    Lanes.pin(to);
    for (int j = 0; j < full; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      FloatVector product = FloatVector.fromArray(LANES, from, j).mul(Lanes.load(by, offset));
      Lanes.store(product, to, offset);
    }
    for (int j = full; j < size; j++) {
      long offset = at + (long) j * Float.BYTES;
      Lanes.set(to, offset, from[j] * Lanes.get(by, offset));
    }
  }
}
