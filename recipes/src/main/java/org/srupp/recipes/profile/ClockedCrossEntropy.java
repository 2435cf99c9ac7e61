package org.srupp.recipes.profile;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;

/** A loss on the clock. */
record ClockedCrossEntropy(CrossEntropyKernel kernel, WorkClock clock)
    implements CrossEntropyKernel {
  @Override
  public void lossAndGradient(
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      MemorySegment gradient,
      RowLosses losses) {
    long start = clock.now();
    kernel.lossAndGradient(problem, logits, targets, gradient, losses);
    clock.add(WorkKind.EMBEDDING_AND_LOSS, start);
  }

  @Override
  public void loss(
      CrossEntropyProblem problem, MemorySegment logits, int[] targets, RowLosses losses) {
    long start = clock.now();
    kernel.loss(problem, logits, targets, losses);
    clock.add(WorkKind.EMBEDDING_AND_LOSS, start);
  }
}
