package org.srupp.seq2seq.train;

/** Measures the model as it is, without changing anything that training depends on. */
@FunctionalInterface
public interface Validator {

  /**
   * @param update updates made so far
   */
  Validation validate(long update);
}
