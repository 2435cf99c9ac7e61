package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;

/** {@link SoftmaxKernel} on the Vector API: float32 memory, rows split over threads. */
public final class VectorSoftmax implements SoftmaxKernel {
  /** Elements that are worth a thread. */
  private static final int GRAIN = 16_384;

  private final WorkerPool pool;

  /**
   * @param pool rows are split over its threads
   * @throws IllegalStateException if the JVM runs without the Vector API; the message names the
   *     flag
   */
  public VectorSoftmax(WorkerPool pool) {
    VectorModule.require();
    this.pool = pool;
  }

  @Override
  public void forward(SoftmaxProblem problem, SoftmaxArrays arrays) {
    requireFloat32(problem);
    arrays.requireForward(problem);
    pool.run(
        Math.toIntExact(problem.rows()),
        grain(problem),
        (from, to) -> new SoftmaxRows(problem, arrays).forward(from, to));
  }

  @Override
  public void backward(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient) {
    requireFloat32(problem);
    arrays.requireBackward(problem, gradient);
    pool.run(
        Math.toIntExact(problem.rows()),
        grain(problem),
        (from, to) -> new SoftmaxRows(problem, arrays).backward(gradient, from, to));
  }

  private static int grain(SoftmaxProblem problem) {
    return Math.max(1, GRAIN / problem.keys());
  }

  private static void requireFloat32(SoftmaxProblem problem) {
    if (problem.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException(
          "VectorSoftmax: found element type "
              + problem.type()
              + ", expected FLOAT32; use KernelBackend.REFERENCE for FLOAT64");
    }
  }
}
