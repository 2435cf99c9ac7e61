package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;

/**
 * {@link ResidualKernel} on the Vector API: float32 memory, rows split over threads.
 *
 * <p>Sums over rows are added up in blocks of rows, and the blocks in their order, so that they do
 * not depend on the threads.
 */
public final class VectorResidual implements ResidualKernel {
  /** Elements that are worth a thread. */
  private static final int GRAIN = 16_384;

  private static final int BLOCK_ROWS = 32;

  private final WorkerPool pool;

  /**
   * @param pool rows are split over its threads
   * @throws IllegalStateException if the JVM runs without the Vector API; the message names the
   *     flag
   */
  public VectorResidual(WorkerPool pool) {
    VectorModule.require();
    this.pool = pool;
  }

  @Override
  public void forward(ResidualProblem problem, ResidualArrays arrays) {
    requireFloat32(problem);
    arrays.requireForward(problem);
    pool.run(
        problem.rows(),
        Math.ceilDiv(GRAIN, problem.size()),
        (from, to) -> new ResidualRows(problem, arrays).forward(from, to));
  }

  @Override
  public void backward(
      ResidualProblem problem, ResidualArrays arrays, ResidualGradients gradients) {
    requireFloat32(problem);
    arrays.requireBackward(problem);
    gradients.require(problem, arrays);
    ResidualSums[] blocks = new ResidualSums[Math.ceilDiv(problem.rows(), BLOCK_ROWS)];
    pool.run(
        blocks.length,
        Math.ceilDiv(GRAIN, BLOCK_ROWS * problem.size()),
        (from, to) -> {
          ResidualRows rows = new ResidualRows(problem, arrays);
          for (int i = from; i < to; i++) {
            int end = Math.min(problem.rows(), (i + 1) * BLOCK_ROWS);
            blocks[i] = rows.backward(gradients, i * BLOCK_ROWS, end);
          }
        });
    ResidualSums.total(blocks).store(gradients, problem.size());
  }

  private static void requireFloat32(ResidualProblem problem) {
    if (problem.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException(
          "VectorResidual: found element type "
              + problem.type()
              + ", expected FLOAT32; use KernelBackend.REFERENCE for FLOAT64");
    }
  }

  /** Copies (P) float32 into an array that ends with a whole vector, zeros behind. */
  static float[] padded(MemorySegment from, int size) {
    float[] to = new float[LaneMath.FLOATS.loopBound(size + LaneMath.FLOATS.length() - 1)];
    MemorySegment.ofArray(to).copyFrom(from);
    return to;
  }
}
