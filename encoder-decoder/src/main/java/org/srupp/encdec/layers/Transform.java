package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import org.srupp.seq2seq.autograd.Tape;

/** Computes U from a layer's input. */
interface Transform {
  /**
   * Computes U.
   *
   * @param tape records attention; x is a leaf of it, or nothing else is computed from it
   * @param x the layer's input, normalised where the layer has {@link Norm#PRE}; (L, B, inputs)
   * @param context what attention sees besides
   * @return (L, B, k * D), sub-matrix before unit
   */
  NDArray apply(Tape tape, NDArray x, AttentionContext context, Dropout dropout);
}
