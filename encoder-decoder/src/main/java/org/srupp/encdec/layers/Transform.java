package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;

/** Computes U from a layer's input. */
interface Transform {
  /**
   * Computes U.
   *
   * @param x the layer's input, normalised where the layer has {@link Norm#PRE}; (L, B, inputs)
   * @param context what attention sees besides
   * @return (L, B, k * D), sub-matrix before unit
   */
  NDArray apply(NDArray x, AttentionContext context, Dropout dropout);
}
