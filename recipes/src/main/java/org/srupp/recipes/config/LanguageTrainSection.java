package org.srupp.recipes.config;

/**
 * Length of a language model's run, validation and checkpoints. A limit of 0 is no limit; the first
 * that is reached ends the run.
 *
 * @param maxUpdates most updates
 * @param maxEpochs most passes over the training text
 * @param maxMinutes most minutes of training
 * @param clipNorm gradients of a larger L2 norm, over all weights together, are scaled down to it;
 *     0: never
 * @param validateEvery updates between two validations, each of which writes a checkpoint
 * @param keep newest checkpoints kept beside the best
 * @param patience validations without a better loss that end the run; 0: never
 * @param logEvery updates between two lines of the log
 * @param precision of matrix products in training; a run folder's recipe has what auto came to
 */
public record LanguageTrainSection(
    int maxUpdates,
    int maxEpochs,
    int maxMinutes,
    double clipNorm,
    int validateEvery,
    int keep,
    int patience,
    int logEvery,
    TrainSection.Precision precision) {
  public LanguageTrainSection {
    new Constraints()
        .atLeast("maxUpdates", 0, maxUpdates)
        .atLeast("maxEpochs", 0, maxEpochs)
        .atLeast("maxMinutes", 0, maxMinutes)
        .require(
            maxUpdates != 0 || maxEpochs != 0 || maxMinutes != 0 || patience != 0,
            "maxUpdates, maxEpochs, maxMinutes or patience must be set, or the run has no end",
            "maxUpdates",
            "maxEpochs",
            "maxMinutes",
            "patience")
        .notNegative("clipNorm", clipNorm)
        .atLeast("validateEvery", 1, validateEvery)
        .atLeast("keep", 1, keep)
        .atLeast("patience", 0, patience)
        .atLeast("logEvery", 1, logEvery)
        .check();
  }

  /** The same with another precision. */
  LanguageTrainSection withPrecision(TrainSection.Precision other) {
    return new LanguageTrainSection(
        maxUpdates,
        maxEpochs,
        maxMinutes,
        clipNorm,
        validateEvery,
        keep,
        patience,
        logEvery,
        other);
  }
}
