package org.srupp.seq2seq.train;

import java.util.ArrayList;
import java.util.List;

/**
 * All that the trainer is told.
 *
 * @param seed where all randomness of training comes from
 * @param clipNorm largest L2 norm of the gradient; 0 for no clipping
 * @param optimizer which optimizer
 * @param schedule how the learning rate goes
 * @param limits when training ends
 * @param validation when the model is validated
 * @param selection which checkpoint is the best
 */
public record TrainerConfig(
    long seed,
    double clipNorm,
    OptimizerConfig optimizer,
    ScheduleConfig schedule,
    LimitsConfig limits,
    ValidationConfig validation,
    SelectionConfig selection) {

  /**
   * @throws IllegalArgumentException if settings are wrong or do not fit each other; names all
   */
  public TrainerConfig {
    List<String> wrong = new ArrayList<>();
    if (!(clipNorm >= 0)) {
      wrong.add("clipNorm must not be negative, found " + clipNorm);
    }
    if (selection.patience() > 0 && !validation.any()) {
      wrong.add("selection.patience needs validations; set validation.everyUpdates or everyEpoch");
    }
    if (!limits.any() && selection.patience() == 0) {
      wrong.add(
          "training would never end; set limits.maxUpdates, maxEpochs or maxMinutes, or"
              + " selection.patience");
    }
    ConfigMistakes.throwIfAny(wrong);
  }
}
