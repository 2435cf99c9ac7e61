package org.srupp.recipes.profile;

import java.lang.foreign.MemorySegment;
import java.util.List;
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
  public void update(List<UpdateMemory> parameters, UpdateStep step) {
    long start = clock.now();
    kernel.update(parameters, step);
    clock.add(WorkKind.OPTIMIZER, start);
  }

  @Override
  public double sumOfSquares(List<MemorySegment> arrays) {
    long start = clock.now();
    double sum = kernel.sumOfSquares(arrays);
    clock.add(WorkKind.OPTIMIZER, start);
    return sum;
  }

  @Override
  public double sumOfSquares(MemorySegment values, long count) {
    long start = clock.now();
    double sum = kernel.sumOfSquares(values, count);
    clock.add(WorkKind.OPTIMIZER, start);
    return sum;
  }
}
