package org.srupp.seq2seq.train;

import java.util.OptionalDouble;

/**
 * What a validation found.
 *
 * @param loss on the validation data
 * @param bleu of the translated validation data, 0 to 100, where it was translated
 */
public record Validation(Loss loss, OptionalDouble bleu) {

  /** Mean loss without label smoothing, nats. */
  public double natsPerToken() {
    return loss.natsPerToken();
  }
}
