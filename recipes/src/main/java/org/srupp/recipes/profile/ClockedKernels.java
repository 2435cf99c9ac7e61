package org.srupp.recipes.profile;

import com.google.inject.Inject;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.recipes.training.TrainingKernels;

/** The kernels that a training uses, each on the clock. */
public final class ClockedKernels {
  private final RecurrenceKernel recurrence;
  private final TrainingKernels training;

  @Inject
  public ClockedKernels(WorkClock clock, RecurrenceKernel recurrence, TrainingKernels training) {
    this.recurrence = new ClockedRecurrence(recurrence, clock);
    this.training =
        new TrainingKernels(
            new ClockedCrossEntropy(training.crossEntropy(), clock),
            new ClockedMask(training.masks(), clock),
            new ClockedUpdate(training.updates(), clock));
  }

  /** The recurrence. */
  public RecurrenceKernel recurrence() {
    return recurrence;
  }

  /** The others. */
  public TrainingKernels training() {
    return training;
  }
}
