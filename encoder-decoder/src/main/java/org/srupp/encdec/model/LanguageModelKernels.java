package org.srupp.encdec.model;

import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.MaskKernel;

/**
 * The kernels of a language model.
 *
 * @param layers of whole chunks
 * @param crossEntropy losses
 * @param masks dropout
 * @param inference one token at a time
 */
public record LanguageModelKernels(
    LayerKernels layers,
    CrossEntropyKernel crossEntropy,
    MaskKernel masks,
    InferenceKernels inference) {}
