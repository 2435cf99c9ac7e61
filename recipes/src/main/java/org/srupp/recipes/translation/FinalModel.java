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
import org.srupp.recipes.training.RunCheckpoints;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.checkpoint.CheckpointAverage;
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
  private final RunCheckpoints checkpoints;
  private final TranslationValidator validator;

  FinalModel(
      Recipe recipe,
      TranslationModel model,
      RunCheckpoints checkpoints,
      TranslationValidator validator) {
    this.recipe = recipe;
    this.model = model;
    this.checkpoints = checkpoints;
    this.validator = validator;
  }

  /** Leaves the chosen weights in the model. */
  void choose(Consumer<String> log) {
    List<Path> last = checkpoints.lastModels(recipe.train().averageLast());
    loadBest();
    if (last.size() < 2) {
      return;
    }
    Validation best = validator.validate(0);
    Path averaged = checkpoints.folder().resolve("average.safetensors");
    try {
      CheckpointAverage.write(last, averaged);
      load(averaged);
    } finally {
      delete(averaged);
    }
    Validation mean = validator.validate(0);
    boolean better = better(mean, best);
    log.accept(
        String.format(
            Locale.ROOT,
            "mean of the last %d checkpoints: %s; best checkpoint: %s; kept: the %s",
            last.size(),
            figures(mean),
            figures(best),
            better ? "mean" : "best"));
    if (!better) {
      loadBest();
    }
  }

  private static String figures(Validation validation) {
    return String.format(
        Locale.ROOT,
        "perplexity %.3f, BLEU %.2f",
        Math.exp(validation.natsPerToken()),
        validation.bleu().orElse(Double.NaN));
  }

  private boolean better(Validation mean, Validation best) {
    return recipe.train().selection() == TrainSection.Selection.BLEU
        ? mean.bleu().orElse(0) > best.bleu().orElse(0)
        : mean.natsPerToken() < best.natsPerToken();
  }

  private void loadBest() {
    try (SavedCheckpoint saved = checkpoints.best()) {
      Weights.fill(model.parameters(), saved.model());
    }
  }

  private void load(Path file) {
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      Weights.fill(model.parameters(), weights);
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
