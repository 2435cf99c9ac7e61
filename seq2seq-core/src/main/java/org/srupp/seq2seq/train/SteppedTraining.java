package org.srupp.seq2seq.train;

import java.util.List;
import org.srupp.kernels.UpdateKernel;

/**
 * A training that its caller drives: the updates of a {@link Trainer} one at a time, without its
 * limits, validations and checkpoints.
 *
 * @param <B> a micro-batch
 */
public final class SteppedTraining<B> {
  private final Updater<B> updater;
  private final long seed;
  private long updates;

  /**
   * Begins at the first update.
   *
   * @param config seed, clipping, optimizer and schedule count; the rest is not looked at
   * @param model what is trained
   * @param kernel makes the optimizer's steps
   */
  public SteppedTraining(TrainerConfig config, Trainable<B> model, UpdateKernel kernel) {
    Optimizer optimizer =
        Optimizer.of(config.optimizer(), kernel, model.parameters(), model.device());
    updater = new Updater<>(config, model, optimizer, kernel);
    seed = config.seed();
  }

  /**
   * Makes the next update.
   *
   * @param group its micro-batches
   * @return the losses before it
   * @throws TrainingDivergedException if the loss or a gradient is NaN or infinite
   */
  public Loss update(List<B> group) {
    return updater.update(group, seed, updates++).loss();
  }
}
