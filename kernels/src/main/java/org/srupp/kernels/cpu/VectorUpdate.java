package org.srupp.kernels.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;

/**
 * {@link UpdateKernel} on the Vector API: float32 memory, blocks of elements split over threads.
 */
public final class VectorUpdate implements UpdateKernel {
  /**
   * Elements of a block: 64 KiB of weights; a parameter below two of them is not worth a wake-up.
   */
  static final int BLOCK = 16_384;

  private static final MemorySegment ZEROS =
      Arena.global().allocate((long) BLOCK * Float.BYTES, Float.BYTES);

  private final WorkerPool pool;

  /**
   * @param pool large parameters are split over its threads
   * @throws IllegalStateException if the JVM runs without the Vector API; the message names the
   *     flag
   */
  public VectorUpdate(WorkerPool pool) {
    VectorModule.require();
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
    UpdateLoops.moments(gradient, m, v, count, step);
    switch (step.rule()) {
      case ADAPTIVE -> UpdateLoops.adaptive(weight, m, v, count, step);
      case MOMENTUM -> UpdateLoops.momentum(weight, m, count, step);
      case NONE -> {}
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
