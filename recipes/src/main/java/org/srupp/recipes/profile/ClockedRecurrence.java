package org.srupp.recipes.profile;

import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;

/** A recurrence on the clock. */
record ClockedRecurrence(RecurrenceKernel kernel, WorkClock clock) implements RecurrenceKernel {
  @Override
  public void forward(RecurrenceProblem problem, RecurrenceArrays arrays) {
    long start = clock.now();
    kernel.forward(problem, arrays);
    clock.add(WorkKind.RECURRENCE, start);
  }

  @Override
  public void backward(
      RecurrenceProblem problem, RecurrenceArrays arrays, RecurrenceGradients gradients) {
    long start = clock.now();
    kernel.backward(problem, arrays, gradients);
    clock.add(WorkKind.RECURRENCE, start);
  }
}
