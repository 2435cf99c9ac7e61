package org.srupp.recipes.profile;

import com.google.inject.Inject;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.seq2seq.torch.DeviceMemory;

/** The kernels that a training uses, and its work on memory, each on the clock. */
public final class ClockedKernels {
  private final RecurrenceKernel recurrence;
  private final SoftmaxKernel softmax;
  private final ResidualKernel residual;
  private final TrainingKernels training;
  private final DeviceMemory memory;

  @Inject
  public ClockedKernels(
      WorkClock clock,
      RecurrenceKernel recurrence,
      SoftmaxKernel softmax,
      ResidualKernel residual,
      TrainingKernels training,
      DeviceMemory memory) {
    this.recurrence = new ClockedRecurrence(recurrence, clock);
    this.softmax = new ClockedSoftmax(softmax, clock);
    this.residual = new ClockedResidual(residual, clock);
    this.training =
        new TrainingKernels(
            new ClockedCrossEntropy(training.crossEntropy(), clock),
            new ClockedMask(training.masks(), clock),
            new ClockedUpdate(training.updates(), clock));
    this.memory = new ClockedMemory(memory, clock);
  }

  /** The recurrence. */
  public RecurrenceKernel recurrence() {
    return recurrence;
  }

  /** Attention's. */
  public SoftmaxKernel softmax() {
    return softmax;
  }

  /** What is around attention and projections. */
  public ResidualKernel residual() {
    return residual;
  }

  /** The others. */
  public TrainingKernels training() {
    return training;
  }

  /** Where tensors lie. */
  public DeviceMemory memory() {
    return memory;
  }
}
