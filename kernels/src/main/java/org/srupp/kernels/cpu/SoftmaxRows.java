package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxProblem;

/**
 * The rows of one call of {@link VectorSoftmax}; one thread owns an instance.
 *
 * <p>A row is read once, into a buffer that ends with a whole vector: rows of translation are
 * shorter than two vectors, and powers of the rest one by one would take longer than all else.
 */
final class SoftmaxRows {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;

  private final SoftmaxProblem problem;
  private final MemorySegment scores;
  private final MemorySegment mask;
  private final MemorySegment kept;
  private final MemorySegment weights;
  private final boolean masked;
  private final boolean dropout;
  private final int keys;
  private final int full;
  private final float scale;
  private final float[] row;

  SoftmaxRows(SoftmaxProblem problem, SoftmaxArrays arrays) {
    this.problem = problem;
    scores = arrays.scores();
    mask = arrays.mask();
    kept = arrays.kept();
    weights = arrays.weights();
    masked = arrays.hasMask();
    dropout = arrays.hasDropout();
    keys = problem.keys();
    full = LANES.loopBound(keys);
    scale = (float) problem.scale();
    row = new float[full + LANES.length()];
    // Behind the last key: the power of minus infinity is 0, which changes neither sum nor maximum.
    Arrays.fill(row, full, row.length, Float.NEGATIVE_INFINITY);
  }

  void forward(int from, int to) {
    for (int i = from; i < to; i++) {
      long at = (long) i * keys * Float.BYTES;
      if (masked) {
        loadMasked(at, problem.maskRow(i) * keys * Float.BYTES);
      } else {
        load(at);
      }
      float max = largest();
      if (max == Float.NEGATIVE_INFINITY) {
        store(at, 0);
      } else {
        store(at, 1 / powers(max));
      }
      Arrays.fill(row, keys, row.length, Float.NEGATIVE_INFINITY);
    }
  }

  private void load(long at) {
    Lanes.pin(scores);
    for (int j = 0; j < full; j += LANES.length()) {
      Lanes.load(scores, at + (long) j * Float.BYTES).mul(scale).intoArray(row, j);
    }
    for (int j = full; j < keys; j++) {
      row[j] = scale * Lanes.get(scores, at + (long) j * Float.BYTES);
    }
  }

  private void loadMasked(long at, long maskAt) {
    Lanes.pin(scores);
    Lanes.pin(mask);
    FloatVector factor = FloatVector.broadcast(LANES, scale);
    for (int j = 0; j < full; j += LANES.length()) {
      long offset = (long) j * Float.BYTES;
      Lanes.load(scores, at + offset)
          .fma(factor, Lanes.load(mask, maskAt + offset))
          .intoArray(row, j);
    }
    for (int j = full; j < keys; j++) {
      long offset = (long) j * Float.BYTES;
      row[j] = Math.fma(Lanes.get(scores, at + offset), scale, Lanes.get(mask, maskAt + offset));
    }
  }

  private float largest() {
    FloatVector largest = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < keys; j += LANES.length()) {
      largest = largest.max(FloatVector.fromArray(LANES, row, j));
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  private float powers(float max) {
    FloatVector sum = FloatVector.zero(LANES);
    for (int j = 0; j < keys; j += LANES.length()) {
      FloatVector power = LaneMath.exp(FloatVector.fromArray(LANES, row, j).sub(max));
      power.intoArray(row, j);
      sum = sum.add(power);
    }
    return Lanes.sum(sum);
  }

  /** A factor of 0 stands for a row that sees nothing. */
  private void store(long at, float factor) {
    if (factor == 0) {
      Arrays.fill(row, 0, keys, 0);
    }
    if (dropout) {
      storeDropped(at, factor);
    } else {
      storeSoftmax(at, factor);
    }
  }

  private void storeSoftmax(long at, float factor) {
    Lanes.pin(scores);
    for (int j = 0; j < full; j += LANES.length()) {
      FloatVector softmax = FloatVector.fromArray(LANES, row, j).mul(factor);
      Lanes.store(softmax, scores, at + (long) j * Float.BYTES);
    }
    for (int j = full; j < keys; j++) {
      Lanes.set(scores, at + (long) j * Float.BYTES, row[j] * factor);
    }
  }

  private void storeDropped(long at, float factor) {
    Lanes.pin(scores);
    Lanes.pin(kept);
    Lanes.pin(weights);
    for (int j = 0; j < full; j += LANES.length()) {
      long to = at + (long) j * Float.BYTES;
      FloatVector softmax = FloatVector.fromArray(LANES, row, j).mul(factor);
      Lanes.store(softmax, scores, to);
      Lanes.store(softmax.mul(Lanes.load(kept, to)), weights, to);
    }
    for (int j = full; j < keys; j++) {
      long to = at + (long) j * Float.BYTES;
      float softmax = row[j] * factor;
      Lanes.set(scores, to, softmax);
      Lanes.set(weights, to, softmax * Lanes.get(kept, to));
    }
  }

  void backward(MemorySegment gradient, int from, int to) {
    for (int i = from; i < to; i++) {
      long at = (long) i * keys * Float.BYTES;
      float sum = dropout ? droppedSum(gradient, at) : plainSum(gradient, at);
      storeGradient(gradient, at, sum);
    }
  }

  /** Fills the row with dP = dA kept; sum(dP P). */
  private float droppedSum(MemorySegment gradient, long at) {
    Lanes.pin(gradient);
    Lanes.pin(kept);
    Lanes.pin(scores);
    FloatVector sum = FloatVector.zero(LANES);
    for (int j = 0; j < full; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      FloatVector slope = Lanes.load(gradient, offset).mul(Lanes.load(kept, offset));
      slope.intoArray(row, j);
      sum = slope.fma(Lanes.load(scores, offset), sum);
    }
    float total = Lanes.sum(sum);
    for (int j = full; j < keys; j++) {
      long offset = at + (long) j * Float.BYTES;
      row[j] = Lanes.get(gradient, offset) * Lanes.get(kept, offset);
      total = Math.fma(row[j], Lanes.get(scores, offset), total);
    }
    return total;
  }

  private float plainSum(MemorySegment gradient, long at) {
    Lanes.pin(gradient);
    Lanes.pin(scores);
    FloatVector sum = FloatVector.zero(LANES);
    for (int j = 0; j < full; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      FloatVector slope = Lanes.load(gradient, offset);
      slope.intoArray(row, j);
      sum = slope.fma(Lanes.load(scores, offset), sum);
    }
    float total = Lanes.sum(sum);
    for (int j = full; j < keys; j++) {
      long offset = at + (long) j * Float.BYTES;
      row[j] = Lanes.get(gradient, offset);
      total = Math.fma(row[j], Lanes.get(scores, offset), total);
    }
    return total;
  }

  private void storeGradient(MemorySegment gradient, long at, float sum) {
    Lanes.pin(gradient);
    Lanes.pin(scores);
    for (int j = 0; j < full; j += LANES.length()) {
      long offset = at + (long) j * Float.BYTES;
      FloatVector weight = Lanes.load(scores, offset).mul(scale);
      FloatVector slope = FloatVector.fromArray(LANES, row, j).sub(sum);
      Lanes.store(weight.mul(slope), gradient, offset);
    }
    for (int j = full; j < keys; j++) {
      long offset = at + (long) j * Float.BYTES;
      Lanes.set(gradient, offset, Lanes.get(scores, offset) * scale * (row[j] - sum));
    }
  }
}
