package org.srupp.recipes.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.TrainSection;
import org.srupp.seq2seq.checkpoint.CheckpointAverage;
import org.srupp.seq2seq.checkpoint.CheckpointStore;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.train.Validation;

/**
 * Decides at the end of a training which weights go into the model folder: the best checkpoint's,
 * or the mean of the last ones if that validates better.
 */
final class FinalModel {
  private final Recipe recipe;
  private final TranslationModel model;
  private final CheckpointStore store;
  private final TranslationValidator validator;

  FinalModel(
      Recipe recipe,
      TranslationModel model,
      CheckpointStore store,
      TranslationValidator validator) {
    this.recipe = recipe;
    this.model = model;
    this.store = store;
    this.validator = validator;
  }

  /** Leaves the chosen weights in the model. */
  void choose(Consumer<String> log) {
    List<Long> steps = store.steps();
    if (steps.isEmpty()) {
      return;
    }
    Validation best = loadBest();
    int count = Math.min(recipe.train().averageLast(), steps.size());
    if (count < 2) {
      return;
    }
    List<Path> last =
        steps.subList(steps.size() - count, steps.size()).stream()
            .map(step -> store.folder(step).resolve("model.safetensors"))
            .toList();
    Path averaged = store.folder(0).resolveSibling("average.safetensors");
    CheckpointAverage.write(last, averaged);
    load(averaged);
    Validation mean = validator.validate(0);
    boolean better = better(mean, best);
    log.accept(
        String.format(
            Locale.ROOT,
            "mean of the last %d checkpoints: perplexity %.3f, BLEU %.2f; best checkpoint: %.3f, %.2f; kept: the %s",
            count,
            Math.exp(mean.natsPerToken()),
            mean.bleu().orElse(Double.NaN),
            Math.exp(best.natsPerToken()),
            best.bleu().orElse(Double.NaN),
            better ? "mean" : "best"));
    if (!better) {
      loadBest();
    }
    delete(averaged);
  }

  private boolean better(Validation mean, Validation best) {
    return recipe.train().selection() == TrainSection.Selection.BLEU
        ? mean.bleu().orElse(0) >= best.bleu().orElse(0)
        : mean.natsPerToken() <= best.natsPerToken();
  }

  private Validation loadBest() {
    try (SavedCheckpoint saved = store.best().or(store::latest).orElseThrow()) {
      ModelFolder.fill(model, saved.model());
    }
    return validator.validate(0);
  }

  private void load(Path file) {
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      ModelFolder.fill(model, weights);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
