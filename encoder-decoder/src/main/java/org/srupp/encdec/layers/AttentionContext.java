package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;

/**
 * What a layer attends to besides its own input.
 *
 * @param memory states before the input in time: a language model's previous segment, a decoder's
 *     source states; (M, B, inputs), or null
 * @param mask added to the scaled scores, contiguous, (B or 1, L or 1, K) with the memory's columns
 *     first; or null
 */
public record AttentionContext(NDArray memory, NDArray mask) {
  /** Nothing but the input, every step visible. */
  public static final AttentionContext EMPTY = new AttentionContext(null, null);
}
