package org.srupp.recipes.profile;

import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;

/** Residual connections with their normalisation on the clock. */
record ClockedResidual(ResidualKernel kernel, WorkClock clock) implements ResidualKernel {
  @Override
  public void forward(ResidualProblem problem, ResidualArrays arrays) {
    long start = clock.now();
    kernel.forward(problem, arrays);
    clock.add(WorkKind.NORMALISATION, start);
  }

  @Override
  public void backward(
      ResidualProblem problem, ResidualArrays arrays, ResidualGradients gradients) {
    long start = clock.now();
    kernel.backward(problem, arrays, gradients);
    clock.add(WorkKind.NORMALISATION, start);
  }
}
