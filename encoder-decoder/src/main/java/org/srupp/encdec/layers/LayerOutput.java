package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;

/**
 * What a layer returns.
 *
 * @param h outputs, (L, B, D)
 * @param c state after the last processed step of each direction, (B, D)
 */
public record LayerOutput(NDArray h, NDArray c) {}
