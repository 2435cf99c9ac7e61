package org.srupp.seq2seq.autograd;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A function of tensors with a gradient written by hand. */
public interface TapeFunction {
  /**
   * Computes the outputs; the engine records nothing meanwhile.
   *
   * @param inputs detached inputs; reading and, where the caller agreed to it, overwriting their
   *     memory is allowed
   * @return the outputs, new tensors of the step's manager
   */
  List<NDArray> forward(List<NDArray> inputs);

  /**
   * Computes the gradients of the inputs from those of the outputs; called at most once after
   * {@link #forward}.
   *
   * @param gradients one for each output, null where nothing used the output
   * @return one for each input, null for an input that has no gradient; no two the same, and the
   *     tape closes them
   */
  List<NDArray> backward(List<NDArray> gradients);
}
