package org.srupp.encdec.layers;

import org.srupp.kernels.AttentionKernel;
import org.srupp.kernels.NormKernel;
import org.srupp.kernels.RecurrenceKernel;

/**
 * The kernels that decoding uses; each runs on the calling thread, because a search has its threads
 * over sentences.
 *
 * @param recurrence one step, or a source sentence
 * @param attention one query at a time
 * @param norm rows
 */
public record InferenceKernels(
    RecurrenceKernel recurrence, AttentionKernel attention, NormKernel norm) {}
