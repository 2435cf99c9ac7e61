package org.srupp.recipes.config;

/**
 * Length of a run, validation and checkpoints. A limit of 0 is no limit; the first that is reached
 * ends the run.
 *
 * @param maxUpdates most updates
 * @param maxEpochs most passes over the training pairs
 * @param maxMinutes most minutes of training
 * @param clipNorm gradients of a larger L2 norm, over all weights together, are scaled down to it;
 *     0: never
 * @param labelSmoothing probability mass that the loss spreads over the whole vocabulary
 * @param validateEvery updates between two validations, each of which writes a checkpoint
 * @param keep newest checkpoints kept beside the best
 * @param patience validations without a better score that end the run; 0: never
 * @param selection score that decides which checkpoint is best
 * @param averageLast checkpoints whose average is the final model; 0: the best one is
 * @param logEvery updates between two lines of the log
 * @param precision of training: of the factors of matrix products on a processor, of what layers
 *     keep too on a card; a run folder's recipe has what auto came to
 */
public record TrainSection(
    int maxUpdates,
    int maxEpochs,
    int maxMinutes,
    double clipNorm,
    double labelSmoothing,
    int validateEvery,
    int keep,
    int patience,
    Selection selection,
    int averageLast,
    int logEvery,
    Precision precision) {

  /** Lowest validation loss without smoothing, or highest validation BLEU. */
  public enum Selection {
    LOSS,
    BLEU
  }

  /**
   * Of matrix products in training: exact, faster on processors with a matrix unit, or what suits
   * the machine.
   */
  public enum Precision {
    FLOAT32,
    BFLOAT16,
    AUTO
  }

  public TrainSection {
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
        .rate("labelSmoothing", labelSmoothing)
        .atLeast("validateEvery", 1, validateEvery)
        .atLeast("keep", 1, keep)
        .atLeast("patience", 0, patience)
        .require(
            averageLast >= 0 && averageLast <= keep,
            "averageLast must be in [0, keep = " + keep + "], found " + averageLast,
            "averageLast",
            "keep")
        .atLeast("logEvery", 1, logEvery)
        .check();
  }

  /** The same with another precision. */
  TrainSection withPrecision(Precision other) {
    return new TrainSection(
        maxUpdates,
        maxEpochs,
        maxMinutes,
        clipNorm,
        labelSmoothing,
        validateEvery,
        keep,
        patience,
        selection,
        averageLast,
        logEvery,
        other);
  }
}
