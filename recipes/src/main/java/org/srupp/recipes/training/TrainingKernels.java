package org.srupp.recipes.training;

import com.google.inject.Inject;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.MaskKernel;
import org.srupp.kernels.UpdateKernel;

/**
 * The kernels that training uses besides the recurrence.
 *
 * @param crossEntropy losses
 * @param masks dropout
 * @param updates optimizer steps
 */
public record TrainingKernels(
    CrossEntropyKernel crossEntropy, MaskKernel masks, UpdateKernel updates) {
  @Inject
  public TrainingKernels {}
}
