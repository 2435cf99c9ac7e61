package org.srupp.recipes.language;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.encdec.model.LanguageModelTrainable;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.LanguageTrainSection;
import org.srupp.recipes.prepare.PreparedFolder;
import org.srupp.recipes.run.RunCard;
import org.srupp.recipes.run.RunFolder;
import org.srupp.recipes.run.RunScore;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.RunCards;
import org.srupp.recipes.training.RunCheckpoints;
import org.srupp.recipes.training.RunLog;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.data.BatchSource;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.LossValidator;
import org.srupp.seq2seq.train.Snapshot;
import org.srupp.seq2seq.train.StopReason;
import org.srupp.seq2seq.train.StopSignal;
import org.srupp.seq2seq.train.Trainer;
import org.srupp.seq2seq.train.TrainerHooks;
import org.srupp.seq2seq.train.TrainingCheckpoint;
import org.srupp.seq2seq.train.TrainingResult;

/** One stretch of a language model's training, from start or resumption to its end. */
final class LanguageSession implements AutoCloseable {
  private final LanguageTrainingRequest request;
  private final LanguageRecipe recipe;
  private final RunFolder folder;
  private final PreparedText text;
  private final RunCheckpoints checkpoints;
  private final LanguageModelFolder modelFolder;
  private final TrainingKernels kernels;
  private final StopSignal stop;
  private final NDManager manager;
  private final LanguageModel model;
  private final LanguageModelDescription description;
  private RunCard card;

  LanguageSession(
      LanguageTrainingRequest request,
      RunFolder folder,
      PreparedText text,
      LanguageModels models,
      LanguageModelFolder modelFolder,
      TrainingKernels kernels,
      StopSignal stop)
      throws IOException {
    this.request = request;
    this.recipe = request.recipe();
    this.folder = folder;
    this.text = text;
    this.modelFolder = modelFolder;
    this.kernels = kernels;
    this.stop = stop;
    LanguageTrainSection train = recipe.train();
    checkpoints = new RunCheckpoints(folder.checkpoints(), train.keep(), train.validateEvery());
    description = LanguageModelDescription.of(recipe, text.vocabulary().size());
    manager = TorchEngine.start(request.threads(), models.device().device());
    Precisions.matrices(train.precision()).apply();
    model =
        models.build(
            manager, recipe.model(), text.vocabulary().size(), recipe.seed(), train.precision());
    card =
        RunCards.begin(
            folder,
            request.resume(),
            request.command(),
            recipe.seed(),
            PreparedFolder.key(folder.data()).inputs(),
            Weights.count(model.parameters()));
  }

  LanguageOutcome run() {
    // What may refuse the text comes before the log, which makes the folder a run.
    BatchSource<StreamChunk> source = TextStreams.training(recipe, text.train());
    Iterable<StreamChunk> validation = validation();
    Optional<SavedCheckpoint> saved = request.resume() ? checkpoints.latest() : Optional.empty();
    long step = saved.map(SavedCheckpoint::step).orElse(0L);
    Optional<String> loss = checkpoints.lossOf(folder.log());
    LanguageTrainSection train = recipe.train();
    try (LanguageModelTrainable trainable =
            new LanguageModelTrainable(manager, model, recipe.validationWindow());
        RunLog log =
            new RunLog(
                folder,
                step,
                train.maxUpdates(),
                train.logEvery(),
                new LanguageFigures(recipe.data().unit()))) {
      loss.ifPresent(log::message);
      describe(log);
      Trainer<StreamChunk> trainer =
          new Trainer<>(
              LanguageSettings.trainer(recipe),
              trainable,
              source,
              kernels.updates(),
              new TrainerHooks(new LossValidator<>(trainable, validation), this::save, log, stop));
      saved.ifPresent(
          checkpoint -> {
            try (checkpoint) {
              TrainingCheckpoint.restore(checkpoint, trainable, trainer);
            }
            log.message("resumed at step " + step);
          });
      return finish(trainer.run(), log);
    }
  }

  private void describe(RunLog log) {
    log.message(
        String.format(
            Locale.ROOT,
            "data: %,d %s to train on, %,d to validate with; a vocabulary of %,d",
            text.trainTokens(),
            LanguageFigures.plural(recipe.data().unit()),
            text.valid().tokens(),
            text.vocabulary().size()));
    log.message(
        String.format(
            Locale.ROOT,
            "model: %,d parameters; %,d tokens an update",
            Weights.count(model.parameters()),
            (long) recipe.batch().streams()
                * recipe.batch().unroll()
                * recipe.batch().accumulate()));
  }

  // A short text in many streams would be all beginnings, which are hard to predict.
  private Iterable<StreamChunk> validation() {
    int window = recipe.validationWindow();
    long whole = Math.max(1, text.valid().tokens() / window);
    int streams = (int) Math.min(recipe.evaluation().validationStreams(), whole);
    return TextStreams.evaluation(recipe.data(), text.valid(), streams, window);
  }

  private void save(Snapshot snapshot) {
    checkpoints.save(snapshot);
    if (snapshot.best()) {
      modelFolder.save(folder.model(), description, text.vocabulary(), model);
    }
    report();
  }

  private LanguageOutcome finish(TrainingResult result, RunLog log) {
    long updates = result.state().update();
    List<RunScore> scores = result.reason() == StopReason.STOP_REQUESTED ? List.of() : score(log);
    if (scores.isEmpty()) {
      log.message("stopped at step " + updates + "; go on with the same command and --resume");
      return new LanguageOutcome(StopReason.STOP_REQUESTED, updates, List.of());
    }
    for (RunScore score : scores) {
      card = card.withScore(score);
    }
    card = card.withEnd(RunCards.now());
    report();
    return new LanguageOutcome(result.reason(), updates, scores);
  }

  /** Scores the best checkpoint's model, which becomes the final one; none if stopped meanwhile. */
  private List<RunScore> score(RunLog log) {
    try (SavedCheckpoint best = checkpoints.best()) {
      Weights.fill(model.parameters(), best.model());
    }
    modelFolder.save(folder.model(), description, text.vocabulary(), model);
    LanguageScores scorer = new LanguageScores(manager, model, recipe, stop);
    List<RunScore> scores = new ArrayList<>();
    Optional<RunScore> valid = scorer.score("valid", text.valid(), log::message);
    Optional<TokenFile> test = valid.isPresent() ? text.test() : Optional.empty();
    Optional<RunScore> tested = test.flatMap(file -> scorer.score("test", file, log::message));
    boolean whole = valid.isPresent() && tested.isPresent() == test.isPresent();
    if (whole) {
      valid.ifPresent(scores::add);
      tested.ifPresent(scores::add);
    }
    return scores;
  }

  private void report() {
    RunCards.write(folder, recipe.name(), card);
  }

  @Override
  public void close() {
    manager.close();
  }
}
