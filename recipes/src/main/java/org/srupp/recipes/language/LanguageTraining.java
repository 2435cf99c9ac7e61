package org.srupp.recipes.language;

import com.google.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.RecipeWriter;
import org.srupp.recipes.run.RunFolder;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.TrainingFrame;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.seq2seq.train.StopSignal;

/**
 * Trains a language model from a recipe into a run folder, or goes on where a run was interrupted.
 */
public final class LanguageTraining {
  private final LanguageModels models;
  private final LanguageModelFolder modelFolder;
  private final RecipeWriter writer;
  private final TrainingKernels kernels;

  @Inject
  public LanguageTraining(
      LanguageModels models,
      LanguageModelFolder modelFolder,
      RecipeWriter writer,
      TrainingKernels kernels) {
    this.models = models;
    this.modelFolder = modelFolder;
    this.writer = writer;
    this.kernels = kernels;
  }

  /**
   * Trains.
   *
   * @throws org.srupp.recipes.config.RecipeException if settings do not fit each other
   * @throws IOException if a file cannot be read
   * @throws java.io.UncheckedIOException if the disk refuses; earlier checkpoints stay
   * @throws org.srupp.seq2seq.train.TrainingDivergedException if a loss is NaN; likewise
   */
  public LanguageOutcome run(LanguageTrainingRequest asked) throws IOException {
    LanguageRecipe recipe = asked.recipe();
    LanguageSettings.require(recipe);
    LanguageTrainingRequest request =
        asked.withRecipe(
            recipe.withPrecision(Precisions.resolve(recipe.train().precision(), models.device())));
    String text =
        writer.write(request.recipe(), List.of("Resolved by srupp: every default written out."));
    return TrainingFrame.run(
        request.out(), request.resume(), text, (folder, stop) -> train(request, folder, stop));
  }

  private LanguageOutcome train(LanguageTrainingRequest request, RunFolder folder, StopSignal stop)
      throws IOException {
    try (PreparedText text =
            RunText.open(request.recipe(), folder.data(), request.threads(), System.err::println);
        LanguageSession session =
            new LanguageSession(request, folder, text, models, modelFolder, kernels, stop)) {
      return session.run();
    }
  }
}
