package org.srupp.encdec.model;

import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.MaskKernel;
import org.srupp.kernels.RecurrenceKernel;

/**
 * The kernels of a language model.
 *
 * @param recurrence of whole chunks
 * @param crossEntropy losses
 * @param masks dropout
 * @param inference one token at a time
 */
public record LanguageModelKernels(
    RecurrenceKernel recurrence,
    CrossEntropyKernel crossEntropy,
    MaskKernel masks,
    InferenceKernels inference) {}
