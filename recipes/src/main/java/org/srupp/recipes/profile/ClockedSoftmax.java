package org.srupp.recipes.profile;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;

/** Attention's softmax on the clock. */
record ClockedSoftmax(SoftmaxKernel kernel, WorkClock clock) implements SoftmaxKernel {
  @Override
  public void forward(SoftmaxProblem problem, SoftmaxArrays arrays) {
    long start = clock.now();
    kernel.forward(problem, arrays);
    clock.add(WorkKind.ATTENTION, start);
  }

  @Override
  public void backward(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient) {
    long start = clock.now();
    kernel.backward(problem, arrays, gradient);
    clock.add(WorkKind.ATTENTION, start);
  }
}
