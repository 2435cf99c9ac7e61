package org.srupp.seq2seq.train;

/**
 * When the model is validated; a checkpoint follows each validation.
 *
 * @param everyUpdates updates between validations; 0 for none by updates
 * @param everyEpoch whether one follows each epoch
 */
public record ValidationConfig(long everyUpdates, boolean everyEpoch) {

  /**
   * @throws IllegalArgumentException if everyUpdates is negative
   */
  public ValidationConfig {
    if (everyUpdates < 0) {
      throw new IllegalArgumentException(
          "everyUpdates must not be negative, found " + everyUpdates);
    }
  }

  boolean any() {
    return everyUpdates > 0 || everyEpoch;
  }

  boolean due(TrainerState state) {
    boolean byUpdates =
        everyUpdates > 0
            && state.update() % everyUpdates == 0
            && state.update() > state.validatedUpdate();
    return byUpdates || (everyEpoch && state.position().epoch() > state.validatedEpoch());
  }
}
