package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a stack returns.
 *
 * @param h output of the last layer, (L, B, D)
 * @param states last state of each layer, (B, D) each
 * @param inputs input of each layer, (L, B, width); a language model's next memory
 */
public record StackOutput(NDArray h, List<NDArray> states, List<NDArray> inputs) {}
