package org.srupp.seq2seq.train;

import org.srupp.seq2seq.data.DataPosition;

/**
 * Where training stands between two updates. With the weights and the {@link OptimizerState} it is
 * all that exact resume needs: dropout is drawn from the seed and the update's number alone.
 *
 * @param seed of the run
 * @param update updates made
 * @param position the group of batches that comes next
 * @param validatedUpdate updates made at the last validation; 0 before the first
 * @param validatedEpoch epochs complete at the last validation
 * @param bestUpdate updates made at the best validation; 0 before the first
 * @param bestScore its score; 0 before the first
 * @param withoutImprovement validations since the best one
 * @param elapsedSeconds time spent in training, validation included
 */
public record TrainerState(
    long seed,
    long update,
    DataPosition position,
    long validatedUpdate,
    long validatedEpoch,
    long bestUpdate,
    double bestScore,
    int withoutImprovement,
    double elapsedSeconds) {

  /** The state before the first update. */
  public static TrainerState start(long seed) {
    return new TrainerState(seed, 0, DataPosition.START, 0, 0, 0, 0, 0, 0);
  }

  TrainerState updated(DataPosition next) {
    return new TrainerState(
        seed,
        update + 1,
        next,
        validatedUpdate,
        validatedEpoch,
        bestUpdate,
        bestScore,
        withoutImprovement,
        elapsedSeconds);
  }

  TrainerState validated(double score, SelectionConfig selection) {
    boolean best = bestUpdate == 0 || selection.improves(score, bestScore);
    return new TrainerState(
        seed,
        update,
        position,
        update,
        position.epoch(),
        best ? update : bestUpdate,
        best ? score : bestScore,
        best ? 0 : withoutImprovement + 1,
        elapsedSeconds);
  }

  TrainerState at(double seconds) {
    return new TrainerState(
        seed,
        update,
        position,
        validatedUpdate,
        validatedEpoch,
        bestUpdate,
        bestScore,
        withoutImprovement,
        seconds);
  }
}
