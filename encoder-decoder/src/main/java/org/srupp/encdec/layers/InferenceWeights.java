package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.torch.SelectableProduct;

/** The weights of a model for decoding, by the names of its parameters. */
public interface InferenceWeights {
  /**
   * A weight's values.
   *
   * @return float32, row-major, of exactly the weight's size; valid as long as the weights are
   * @throws IllegalArgumentException if there is none of this name
   */
  MemorySegment memory(String name);

  /**
   * y = x Wᵀ (+ b), however these weights keep W.
   *
   * @param weight name of W, (outputs, inputs)
   * @param bias name of b, (outputs), or null
   * @return of the caller, who closes it before the weights are freed
   * @throws IllegalArgumentException if there is none of this name
   */
  SelectableProduct product(String weight, String bias);
}
