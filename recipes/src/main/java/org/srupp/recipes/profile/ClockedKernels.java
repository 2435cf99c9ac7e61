package org.srupp.recipes.profile;

import com.google.inject.Inject;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.recipes.training.TrainingKernels;

/** The kernels that a training uses, each on the clock. */
public final class ClockedKernels {
  private final LayerKernels layers;
  private final TrainingKernels training;

  @Inject
  public ClockedKernels(WorkClock clock, LayerKernels layers, TrainingKernels training) {
    this.layers =
        new LayerKernels(
            new ClockedRecurrence(layers.recurrence(), clock),
            new ClockedSoftmax(layers.softmax(), clock),
            new ClockedResidual(layers.residual(), clock));
    this.training =
        new TrainingKernels(
            new ClockedCrossEntropy(training.crossEntropy(), clock),
            new ClockedMask(training.masks(), clock),
            new ClockedUpdate(training.updates(), clock));
  }

  /** Those of the layers. */
  public LayerKernels layers() {
    return layers;
  }

  /** The others. */
  public TrainingKernels training() {
    return training;
  }
}
