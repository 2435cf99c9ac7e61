package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;

/**
 * A padded batch of sentence pairs as tensors, time-major.
 *
 * @param source source ids, (S, B) int64
 * @param sourcePadded (S, B) bytes, nonzero for padding, or null where no sentence is shorter than
 *     S
 * @param encoderMask (B, 1, S), 0 or minus infinity, or null
 * @param target start symbol and words, (T, B) int64
 * @param targetPadded (T, B) bytes, or null
 * @param decoderMask (B or 1, T, S + T): every word of the source is visible, and of the target
 *     what is not later
 * @param labels words and end symbol, (T * B), -1 for padding
 * @param predictions number of labels that are not padding
 */
public record TranslationInputs(
    NDArray source,
    NDArray sourcePadded,
    NDArray encoderMask,
    NDArray target,
    NDArray targetPadded,
    NDArray decoderMask,
    int[] labels,
    long predictions) {}
