package org.srupp.seq2seq.torch;

/** A product of which some outputs can be had alone, as a search with a shortlist wants. */
public interface SelectableProduct extends MatrixProduct {
  /**
   * The product with some rows of W and b, which are copied. Column i of its y is output {@code
   * outputs[i]}; its value depends neither on the other outputs nor on its place among them.
   *
   * @param outputs which outputs, at least one, each in [0, {@link #outputs()})
   * @return of the caller, who closes it; its y may have more columns than were asked for, of no
   *     meaning
   */
  MatrixProduct select(int[] outputs);
}
