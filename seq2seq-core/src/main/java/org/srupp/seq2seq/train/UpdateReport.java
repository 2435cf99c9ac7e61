package org.srupp.seq2seq.train;

import java.util.OptionalDouble;

/**
 * One update, for progress lines and logs.
 *
 * @param step updates made, this one included
 * @param epoch complete passes over the data before this update's batches
 * @param lossNats mean loss per target token, without label smoothing, before the update
 * @param objectiveNats mean of what training minimises, per target token
 * @param tokens target tokens of this update
 * @param tokensPerSecond target tokens of this update over its time
 * @param gradientNorm L2 norm of the gradient before clipping
 * @param learningRate of this update
 * @param elapsedSeconds time in training, the time before a resume included
 * @param etaSeconds until the first limit, guessed from the pace since start or resume; empty while
 *     nothing is known
 */
public record UpdateReport(
    long step,
    long epoch,
    double lossNats,
    double objectiveNats,
    long tokens,
    double tokensPerSecond,
    double gradientNorm,
    double learningRate,
    double elapsedSeconds,
    OptionalDouble etaSeconds) {

  /** exp of {@link #lossNats}. */
  public double perplexity() {
    return Math.exp(lossNats);
  }
}
