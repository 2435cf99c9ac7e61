package org.srupp.recipes.profile;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.MaskKernel;

/** Dropout's masks on the clock. */
record ClockedMask(MaskKernel kernel, WorkClock clock) implements MaskKernel {
  @Override
  public void fill(MemorySegment mask, ElementType type, long count, double rate, long seed) {
    long start = clock.now();
    kernel.fill(mask, type, count, rate, seed);
    clock.add(WorkKind.ELEMENTWISE, start);
  }
}
