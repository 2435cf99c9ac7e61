package org.srupp.recipes.profile;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;

/** Optimizer steps on the clock. */
record ClockedUpdate(UpdateKernel kernel, WorkClock clock) implements UpdateKernel {
  @Override
  public void update(UpdateMemory memory, UpdateStep step) {
    long start = clock.now();
    kernel.update(memory, step);
    clock.add(WorkKind.OPTIMIZER, start);
  }

  @Override
  public double sumOfSquares(MemorySegment values, long count) {
    long start = clock.now();
    double sum = kernel.sumOfSquares(values, count);
    clock.add(WorkKind.OPTIMIZER, start);
    return sum;
  }
}
