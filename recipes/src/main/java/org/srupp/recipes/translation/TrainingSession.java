package org.srupp.recipes.translation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srupp.encdec.model.TranslationBatcher;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.encdec.model.TranslationTrainable;
import org.srupp.eval.Score;
import org.srupp.recipes.config.BatchSection;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.TrainSection;
import org.srupp.recipes.prepare.PreparedFolder;
import org.srupp.recipes.run.RunCard;
import org.srupp.recipes.run.RunFolder;
import org.srupp.recipes.run.RunScore;
import org.srupp.recipes.run.SampleTranslation;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.RunCards;
import org.srupp.recipes.training.RunCheckpoints;
import org.srupp.recipes.training.RunLog;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.data.PairBatches;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.Snapshot;
import org.srupp.seq2seq.train.StopReason;
import org.srupp.seq2seq.train.StopSignal;
import org.srupp.seq2seq.train.Trainer;
import org.srupp.seq2seq.train.TrainerHooks;
import org.srupp.seq2seq.train.TrainingCheckpoint;
import org.srupp.seq2seq.train.TrainingResult;
import org.srupp.tokenizers.SpecialTokens;

/** One stretch of a training, from start or resumption to its end. */
final class TrainingSession implements AutoCloseable {
  private static final int FINAL_SAMPLES = 10;

  private final TrainingRequest request;
  private final Recipe recipe;
  private final RunFolder folder;
  private final RunCheckpoints checkpoints;
  private final ModelFolder modelFolder;
  private final TrainingKernels kernels;
  private final StopSignal stop;
  private final PreparedData data;
  private final NDManager manager;
  private final TranslationModel model;
  private final ModelDescription description;
  private RunCard card;

  TrainingSession(
      TrainingRequest request,
      RunFolder folder,
      PreparedData data,
      RunCheckpoints checkpoints,
      TranslationModels models,
      ModelFolder modelFolder,
      TrainingKernels kernels,
      StopSignal stop)
      throws IOException {
    this.request = request;
    this.recipe = request.recipe();
    this.folder = folder;
    this.data = data;
    this.checkpoints = checkpoints;
    this.modelFolder = modelFolder;
    this.kernels = kernels;
    this.stop = stop;
    int source = data.tokenizers().source().vocabulary().size();
    int target = data.tokenizers().target().vocabulary().size();
    description = new ModelDescription(recipe.model(), recipe.decode(), source, target);
    manager = TorchEngine.start(request.threads(), models.device().device());
    Precisions.matrices(recipe.train().precision()).apply();
    model =
        models.build(
            manager, recipe.model(), source, target, recipe.seed(), recipe.train().precision());
    card =
        RunCards.begin(
            folder,
            request.resume(),
            request.command(),
            recipe.seed(),
            PreparedFolder.key(folder.data()).inputs(),
            parameters());
  }

  private long parameters() {
    return Weights.count(model.parameters());
  }

  TrainingOutcome run() {
    // What may refuse the data comes before the log, which makes the folder a run.
    TranslationTrainable trainable = trainable();
    PairBatches batches = batches();
    TranslationValidator validator =
        new TranslationValidator(recipe, model, trainable, data, request.threads());
    Optional<SavedCheckpoint> saved = request.resume() ? checkpoints.latest() : Optional.empty();
    long step = saved.map(SavedCheckpoint::step).orElse(0L);
    Optional<String> loss = checkpoints.lossOf(folder.log());
    TrainSection train = recipe.train();
    try (RunLog log = new RunLog(folder, step, train.maxUpdates(), train.logEvery(), validator)) {
      loss.ifPresent(log::message);
      log.message(String.format(Locale.ROOT, "model: %,d parameters", parameters()));
      log.message(
          "batches: "
              + batches.groupsPerEpoch()
              + " updates an epoch; "
              + batches.dropped().describe());
      Trainer<PairBatch> trainer =
          new Trainer<>(
              TrainerSettings.trainer(recipe),
              trainable,
              batches,
              kernels.updates(),
              new TrainerHooks(validator, this::save, log, stop));
      saved.ifPresent(
          checkpoint -> {
            try (checkpoint) {
              TrainingCheckpoint.restore(checkpoint, trainable, trainer);
            }
            log.message("resumed at step " + step);
          });
      return finish(trainer.run(), validator, log);
    }
  }

  private PairBatches batches() {
    BatchSection batch = recipe.batch();
    long wanted = (long) batch.sentences() * batch.accumulate();
    if (batch.kind() == BatchSection.Kind.SENTENCES && data.train().size() < wanted) {
      throw new IllegalArgumentException(
          "the corpus has "
              + data.train().size()
              + " training pairs, fewer than the "
              + wanted
              + " of one update; lower batch.sentences = "
              + batch.sentences()
              + ", or set batch.kind=tokens");
    }
    return new PairBatches(data.train(), TrainerSettings.batching(recipe), recipe.seed());
  }

  private TranslationTrainable trainable() {
    SpecialTokens source = data.tokenizers().source().vocabulary().specials();
    SpecialTokens target = data.tokenizers().target().vocabulary().specials();
    return new TranslationTrainable(
        manager,
        model,
        new TranslationBatcher(
            source.pad(), target.pad(), target.sos(), target.eos(), DataType.FLOAT32),
        kernels.crossEntropy(),
        kernels.masks(),
        recipe.train().labelSmoothing());
  }

  private void save(Snapshot snapshot) {
    checkpoints.save(snapshot);
    if (snapshot.best()) {
      modelFolder.save(folder.model(), description, data.tokenizers(), model);
    }
    report();
  }

  private TrainingOutcome finish(
      TrainingResult result, TranslationValidator validator, RunLog log) {
    long updates = result.state().update();
    if (result.reason() == StopReason.STOP_REQUESTED) {
      log.message("stopped at step " + updates + "; go on with the same command and --resume");
      return new TrainingOutcome(result.reason(), updates, Optional.empty(), List.of());
    }
    new FinalModel(recipe, model, checkpoints, validator).choose(log::message);
    modelFolder.save(folder.model(), description, data.tokenizers(), model);
    Optional<Score> score = Optional.empty();
    List<SampleTranslation> samples = new ArrayList<>();
    if (data.testText().size() > 0) {
      List<Translation> found = validator.translate(data.testText().source(), recipe.decode());
      List<String> translations = found.stream().map(Translation::text).toList();
      write(translations);
      List<String> references = data.testText().target();
      Score test = validator.score(translations, references);
      score = Optional.of(test);
      samples = samples(translations);
      keep(test);
      validator
          .tokenizedScore(found, references)
          .ifPresent(
              words -> {
                keep(words);
                log.message("words as training cuts them: " + words.text(2, false));
              });
    }
    card = card.withEnd(RunCards.now());
    report();
    return new TrainingOutcome(result.reason(), updates, score, samples);
  }

  private void keep(Score score) {
    card =
        card.withScore(
            new RunScore("test", score.name(), score.score(), score.signature().toString()));
  }

  private void write(List<String> translations) {
    AtomicFiles.writeText(
        folder.path().resolve("test.hyp"), String.join("\n", translations) + "\n");
  }

  private List<SampleTranslation> samples(List<String> translations) {
    List<SampleTranslation> samples = new ArrayList<>();
    int count = Math.min(FINAL_SAMPLES, translations.size());
    for (int i = 0; i < count; i++) {
      int at = i * translations.size() / count;
      samples.add(
          new SampleTranslation(
              data.testText().source().get(at),
              data.testText().target().get(at),
              translations.get(at)));
    }
    return samples;
  }

  private void report() {
    RunCards.write(folder, recipe.name(), card);
  }

  @Override
  public void close() {
    manager.close();
  }
}
