package org.srupp.seq2seq.train;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.srupp.kernels.UpdateKernel;
import org.srupp.seq2seq.data.BatchSource;
import org.srupp.seq2seq.data.DataPosition;

/**
 * The training loop. All that it decides follows from the {@link TrainerState}, so a run that goes
 * on from a checkpoint makes the same updates, bit for bit, as one that never stopped; only the
 * limit in minutes looks at the clock.
 *
 * @param <B> a micro-batch
 */
public final class Trainer<B> {
  private final TrainerConfig config;
  private final Trainable<B> model;
  private final BatchSource<B> source;
  private final Optimizer optimizer;
  private final Updater<B> updater;
  private final TrainerHooks hooks;
  private final LongSupplier nanoTime;
  private TrainerState start;

  /**
   * @param config all settings; the optimizer's moments start at zero
   * @param model what is trained
   * @param source its training data
   * @param kernel makes the optimizer's steps
   * @param hooks validation, checkpoints, progress, stop
   */
  public Trainer(
      TrainerConfig config,
      Trainable<B> model,
      BatchSource<B> source,
      UpdateKernel kernel,
      TrainerHooks hooks) {
    this(config, model, source, kernel, hooks, System::nanoTime);
  }

  Trainer(
      TrainerConfig config,
      Trainable<B> model,
      BatchSource<B> source,
      UpdateKernel kernel,
      TrainerHooks hooks,
      LongSupplier nanoTime) {
    this.config = config;
    this.model = model;
    this.source = source;
    this.hooks = hooks;
    this.nanoTime = nanoTime;
    optimizer = Optimizer.of(config.optimizer(), kernel, model.parameters(), model.device());
    updater = new Updater<>(config, model, optimizer, kernel);
    start = TrainerState.start(config.seed());
  }

  /**
   * Takes the place in training from a checkpoint whose weights the model already has; copies, so
   * the checkpoint may be closed afterwards.
   *
   * @throws IllegalArgumentException if the checkpoint is of another seed or other parameters
   */
  public void restore(TrainerState state, OptimizerState optimizerState) {
    if (state.seed() != config.seed()) {
      throw new IllegalArgumentException(
          "checkpoint: found seed "
              + state.seed()
              + ", the settings say "
              + config.seed()
              + "; resume with the seed that the run was started with");
    }
    optimizer.restore(optimizerState);
    start = state;
  }

  /**
   * Trains until a limit, from the first update or from where {@link #restore} put it.
   *
   * @throws TrainingDivergedException if the loss, a gradient or the validation loss is NaN or
   *     infinite
   * @throws IllegalArgumentException if the data has no such position as the restored one
   */
  public TrainingResult run() {
    source.seek(start.position());
    Pace pace = new Pace(nanoTime, config.limits(), start);
    TrainerState state = start;
    while (!hooks.stop().requested()) {
      if (config.validation().due(state)) {
        state = validate(state, pace);
        continue; // A stop may have been asked for meanwhile.
      }
      Optional<StopReason> reason = reason(state, pace);
      if (reason.isPresent()) {
        return finish(state, reason.get(), pace);
      }
      state = update(state, pace);
    }
    return finish(state, StopReason.STOP_REQUESTED, pace);
  }

  private Optional<StopReason> reason(TrainerState state, Pace pace) {
    LimitsConfig limits = config.limits();
    int patience = config.selection().patience();
    if (patience > 0 && state.withoutImprovement() >= patience) {
      return Optional.of(StopReason.NO_IMPROVEMENT);
    }
    if (limits.maxUpdates() > 0 && state.update() >= limits.maxUpdates()) {
      return Optional.of(StopReason.MAX_UPDATES);
    }
    if (limits.maxEpochs() > 0 && state.position().epoch() >= limits.maxEpochs()) {
      return Optional.of(StopReason.MAX_EPOCHS);
    }
    if (limits.maxMinutes() > 0 && pace.elapsedSeconds() >= limits.maxSeconds()) {
      return Optional.of(StopReason.MAX_MINUTES);
    }
    return Optional.empty();
  }

  // Whoever asked for a stop waits: only the checkpoint is written. The state still says whether a
  // validation is due, so a resumed run makes up for it.
  private TrainingResult finish(TrainerState state, StopReason reason, Pace pace) {
    TrainerState last = state.at(pace.elapsedSeconds());
    boolean saved = state.update() > 0 && state.update() == state.validatedUpdate();
    if (!saved && reason != StopReason.STOP_REQUESTED && config.validation().any()) {
      last = validate(state, pace);
    } else if (!saved) {
      save(last, false);
    }
    return new TrainingResult(reason, last);
  }

  private TrainerState update(TrainerState state, Pace pace) {
    double before = pace.elapsedSeconds();
    DataPosition position = source.position();
    List<B> group = source.nextGroup();
    Updater.Outcome outcome = updater.update(group, state.seed(), state.update());
    TrainerState next = state.updated(source.position());
    pace.moved(position, next.position());
    double now = pace.elapsedSeconds();
    Loss loss = outcome.loss();
    hooks
        .listener()
        .updated(
            new UpdateReport(
                next.update(),
                position.epoch(),
                loss.natsPerToken(),
                loss.smoothedNatsPerToken(),
                loss.tokens(),
                loss.tokens() / (now - before),
                outcome.gradientNorm(),
                outcome.learningRate(),
                now,
                pace.etaSeconds(next)));
    return next;
  }

  private TrainerState validate(TrainerState state, Pace pace) {
    Validation validation = hooks.validator().validate(state.update());
    double nats = validation.natsPerToken();
    if (!Double.isFinite(nats)) {
      throw new TrainingDivergedException(state.update(), "validation loss", String.valueOf(nats));
    }
    double score = config.selection().score(validation);
    double elapsed = pace.elapsedSeconds();
    TrainerState next = state.validated(score, config.selection()).at(elapsed);
    boolean best = next.bestUpdate() == next.update();
    hooks
        .listener()
        .validated(
            new ValidationReport(
                next.update(),
                next.position().epoch(),
                validation,
                best,
                next.withoutImprovement(),
                elapsed));
    save(next, best);
    return next;
  }

  OptimizerState optimizerState() {
    return optimizer.state();
  }

  private void save(TrainerState state, boolean best) {
    Snapshot snapshot =
        new Snapshot(state, model.parameters(), optimizer.state(), model.carried(), best);
    try (Arena copies = Arena.ofShared()) {
      hooks.checkpointer().save(snapshot.readable(model.device(), copies));
    }
  }
}
