package org.srupp.kernels.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;

/**
 * {@link UpdateKernel} on the Vector API: float32 memory, blocks of elements split over threads.
 *
 * <p>The scalar tail does the same roundings as the lanes, so an element's result depends neither
 * on where it lies nor on the width of the vectors.
 */
public final class VectorUpdate implements UpdateKernel {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /**
   * Elements of a block: 64 KiB of weights; a parameter below two of them is not worth a wake-up.
   */
  static final int BLOCK = 16_384;

  private static final MemorySegment ZEROS =
      Arena.global().allocate((long) BLOCK * Float.BYTES, Float.BYTES);

  private final WorkerPool pool;

  /** Splits large parameters over the threads of {@code pool}. */
  public VectorUpdate(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void update(UpdateMemory memory, UpdateStep step) {
    if (memory.elementBytes() != Float.BYTES) {
      throw new IllegalArgumentException(
          "weight: found float64, expected float32; only the reference twin computes in float64");
    }
    pool.run(
        blocks(memory.count()),
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            updateBlock(memory, step, block);
          }
        });
  }

  private static void updateBlock(UpdateMemory memory, UpdateStep step, int block) {
    long start = (long) block * BLOCK * Float.BYTES;
    long bytes = Math.min((long) BLOCK * Float.BYTES, memory.count() * Float.BYTES - start);
    MemorySegment gradient = memory.withoutGradient() ? ZEROS : memory.gradient().asSlice(start);
    MemorySegment m = memory.m().asSlice(start, bytes);
    MemorySegment v = memory.v().asSlice(start, bytes);
    MemorySegment weight = memory.weight().asSlice(start, bytes);
    int count = (int) (bytes / Float.BYTES);
    moments(gradient, m, v, count, step);
    switch (step.rule()) {
      case ADAPTIVE -> adaptive(weight, m, v, count, step);
      case MOMENTUM -> momentum(weight, m, count, step);
      case NONE -> {}
    }
  }

  private static void moments(
      MemorySegment gradient, MemorySegment m, MemorySegment v, int count, UpdateStep step) {
    float clip = (float) step.clip();
    float beta1 = (float) step.beta1();
    float rest1 = (float) (1 - step.beta1());
    float beta2 = (float) step.beta2();
    float rest2 = (float) (1 - step.beta2());
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector g = FloatVector.fromMemorySegment(LANES, gradient, at, ORDER).mul(clip);
      FloatVector oldM = FloatVector.fromMemorySegment(LANES, m, at, ORDER);
      FloatVector oldV = FloatVector.fromMemorySegment(LANES, v, at, ORDER);
      g.mul(rest1).add(oldM.mul(beta1)).intoMemorySegment(m, at, ORDER);
      g.mul(g).mul(rest2).add(oldV.mul(beta2)).intoMemorySegment(v, at, ORDER);
    }
    for (; i < count; i++) {
      long at = (long) i * Float.BYTES;
      float g = gradient.get(FLOAT, at) * clip;
      m.set(FLOAT, at, g * rest1 + m.get(FLOAT, at) * beta1);
      v.set(FLOAT, at, g * g * rest2 + v.get(FLOAT, at) * beta2);
    }
  }

  private static void adaptive(
      MemorySegment weight, MemorySegment m, MemorySegment v, int count, UpdateStep step) {
    float keep = (float) -step.decay();
    float size = (float) -step.size();
    float denominator = (float) step.denominator();
    float epsilon = (float) step.epsilon();
    FloatVector sizes = FloatVector.broadcast(LANES, size);
    FloatVector keeps = FloatVector.broadcast(LANES, keep);
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector w = FloatVector.fromMemorySegment(LANES, weight, at, ORDER);
      FloatVector root = FloatVector.fromMemorySegment(LANES, v, at, ORDER).sqrt();
      FloatVector ratio =
          FloatVector.fromMemorySegment(LANES, m, at, ORDER)
              .div(root.mul(denominator).add(epsilon));
      ratio.fma(sizes, w.fma(keeps, w)).intoMemorySegment(weight, at, ORDER);
    }
    for (; i < count; i++) {
      long at = (long) i * Float.BYTES;
      float w = weight.get(FLOAT, at);
      float root = (float) Math.sqrt(v.get(FLOAT, at));
      float ratio = m.get(FLOAT, at) / (root * denominator + epsilon);
      weight.set(FLOAT, at, Math.fma(ratio, size, Math.fma(w, keep, w)));
    }
  }

  private static void momentum(MemorySegment weight, MemorySegment m, int count, UpdateStep step) {
    float keep = (float) -step.decay();
    float size = (float) -step.size();
    FloatVector sizes = FloatVector.broadcast(LANES, size);
    FloatVector keeps = FloatVector.broadcast(LANES, keep);
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector w = FloatVector.fromMemorySegment(LANES, weight, at, ORDER);
      FloatVector.fromMemorySegment(LANES, m, at, ORDER)
          .fma(sizes, w.fma(keeps, w))
          .intoMemorySegment(weight, at, ORDER);
    }
    for (; i < count; i++) {
      long at = (long) i * Float.BYTES;
      float w = weight.get(FLOAT, at);
      weight.set(FLOAT, at, Math.fma(m.get(FLOAT, at), size, Math.fma(w, keep, w)));
    }
  }

  @Override
  public double sumOfSquares(MemorySegment values, long count) {
    if (values.byteSize() != count * Float.BYTES) {
      throw new IllegalArgumentException(
          "values: found "
              + values.byteSize()
              + " bytes, expected 4 for each of "
              + count
              + " elements");
    }
    // One sum a block, added in block order: the same bits with any number of threads.
    double[] sums = new double[blocks(count)];
    pool.run(
        sums.length,
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            long start = (long) block * BLOCK;
            sums[block] = SquareSum.of(values, start, (int) Math.min(BLOCK, count - start));
          }
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  private static int blocks(long count) {
    return Math.toIntExact((count + BLOCK - 1) / BLOCK);
  }
}
