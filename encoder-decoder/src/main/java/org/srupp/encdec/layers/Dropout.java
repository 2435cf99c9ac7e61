package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Where the masks of dropout come from: chance, nowhere, or a test. */
public interface Dropout {
  /** No dropout, for evaluation. */
  Dropout NONE =
      new Dropout() {
        @Override
        public NDArray apply(String site, NDArray x, double rate) {
          return x;
        }

        @Override
        public NDArray mask(String site, NDArray like, Shape shape, double rate) {
          return null;
        }
      };

  /**
   * Multiplies by a mask of zeros and 1 / (1 - rate).
   *
   * @param site what is masked, such as {@code encoder.layers.0.proj}
   * @param x any shape
   * @param rate probability of a zero
   */
  NDArray apply(String site, NDArray x, double rate);

  /**
   * A mask of zeros and 1 / (1 - rate), or null for none.
   *
   * @param site what is masked
   * @param like gives manager and data type
   * @param shape of the mask
   * @param rate probability of a zero
   */
  NDArray mask(String site, NDArray like, Shape shape, double rate);
}
