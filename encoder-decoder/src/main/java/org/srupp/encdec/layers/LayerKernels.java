package org.srupp.encdec.layers;

import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.SoftmaxKernel;

/**
 * The kernels of training's layers, over the memory of the parameters' device.
 *
 * @param recurrence of SRU++
 * @param softmax of attention
 * @param residual what is around attention and projections
 */
public record LayerKernels(
    RecurrenceKernel recurrence, SoftmaxKernel softmax, ResidualKernel residual) {}
