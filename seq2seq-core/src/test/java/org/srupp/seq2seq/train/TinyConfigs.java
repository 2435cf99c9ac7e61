package org.srupp.seq2seq.train;

import org.srupp.seq2seq.train.OptimizerConfig.FirstSteps;

/** Settings for tests of the trainer. */
final class TinyConfigs {
  private TinyConfigs() {}

  static TrainerConfig of(
      LimitsConfig limits, ValidationConfig validation, SelectionConfig selection) {
    return new TrainerConfig(
        42,
        0.5,
        new OptimizerConfig(OptimizerConfig.Kind.RADAM, 0.9, 0.98, 1e-8, 0.01, FirstSteps.MOMENTUM),
        new ScheduleConfig(ScheduleConfig.Kind.COSINE, 0.1, 4, 0, 1000, 0),
        limits,
        validation,
        selection);
  }

  static TrainerConfig updates(long maxUpdates, long validateEvery) {
    return of(
        new LimitsConfig(maxUpdates, 0, 0),
        new ValidationConfig(validateEvery, false),
        new SelectionConfig(Selection.LOSS, 0));
  }

  static TrainerConfig selecting(Selection by, int patience) {
    return of(
        new LimitsConfig(10, 0, 0),
        new ValidationConfig(1, false),
        new SelectionConfig(by, patience));
  }
}
