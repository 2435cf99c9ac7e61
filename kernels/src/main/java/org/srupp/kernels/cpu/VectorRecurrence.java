package org.srupp.kernels.cpu;

import java.util.List;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;

/**
 * The recurrence in float32 on the Vector API: units in lanes, whole rows of a stream per thread.
 *
 * <p>Results are the same bits whatever the number of threads and the vector width.
 */
public final class VectorRecurrence implements RecurrenceKernel {
  // About 16 microseconds of work; less is not worth waking a thread.
  private static final long GRAIN = 16_384;

  private final WorkerPool pool;
  private volatile RowLayout.Constants constants = RowLayout.Constants.of(16);

  /**
   * @param pool shared with the other kernels of the process
   * @throws IllegalStateException if the JVM runs without the Vector API; the message names the
   *     flag
   */
  public VectorRecurrence(WorkerPool pool) {
    VectorModule.require();
    this.pool = pool;
  }

  @Override
  public void forward(RecurrenceProblem problem, RecurrenceArrays arrays) {
    requireFloat32(problem);
    arrays.requireForward(problem);
    VectorForward forward =
        new VectorForward(new RowLayout(problem, arrays, constants(problem.units())));
    List<UnitBlock> blocks = UnitBlock.of(problem, pool.threads());
    pool.run(
        blocks.size() * problem.batch(),
        grain(problem, blocks),
        (first, last) -> forward.run(blocks, first, last));
  }

  @Override
  public void backward(
      RecurrenceProblem problem, RecurrenceArrays arrays, RecurrenceGradients gradients) {
    requireFloat32(problem);
    arrays.requireBackward(problem);
    gradients.require(problem, arrays);
    VectorBackward backward =
        new VectorBackward(new RowLayout(problem, arrays, constants(problem.units())), gradients);
    List<UnitBlock> blocks = UnitBlock.of(problem, pool.threads());
    pool.run(
        blocks.size() * problem.batch(),
        grain(problem, blocks),
        (first, last) -> backward.run(blocks, first, last));
    backward.finish();
  }

  private static int grain(RecurrenceProblem problem, List<UnitBlock> blocks) {
    long work = (long) problem.length() * blocks.get(0).size();
    return (int) Math.ceilDiv(GRAIN, work);
  }

  private RowLayout.Constants constants(int units) {
    RowLayout.Constants current = constants;
    if (current.units() < units) {
      current = RowLayout.Constants.of(units);
      constants = current;
    }
    return current;
  }

  private static void requireFloat32(RecurrenceProblem problem) {
    if (problem.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException(
          "VectorRecurrence: found element type "
              + problem.type()
              + ", expected FLOAT32; use KernelBackend.REFERENCE for FLOAT64");
    }
  }
}
