package org.srupp.seq2seq.train;

import java.util.OptionalDouble;

/**
 * The loss over fixed batches.
 *
 * @param <B> a micro-batch
 */
public final class LossValidator<B> implements Validator {
  private final Trainable<B> model;
  private final Iterable<B> batches;

  /**
   * @param batches iterated once a validation, in order
   */
  public LossValidator(Trainable<B> model, Iterable<B> batches) {
    this.model = model;
    this.batches = batches;
  }

  /**
   * @throws IllegalStateException if the batches hold no target token
   */
  @Override
  public Validation validate(long update) {
    Loss total = Loss.NONE;
    for (B batch : batches) {
      total = total.plus(model.evaluate(batch));
    }
    if (total.tokens() == 0) {
      throw new IllegalStateException("validation data: found no target token, expected some");
    }
    return new Validation(total, OptionalDouble.empty());
  }
}
