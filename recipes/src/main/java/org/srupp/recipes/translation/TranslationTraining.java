package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeWriter;
import org.srupp.recipes.run.RunFolder;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.RunCheckpoints;
import org.srupp.recipes.training.TrainingFrame;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.seq2seq.train.StopSignal;

/**
 * Trains a translation model from a recipe into a run folder, or goes on where a run was
 * interrupted.
 */
public final class TranslationTraining {
  private final TranslationModels models;
  private final ModelFolder modelFolder;
  private final RecipeWriter writer;
  private final TrainingKernels kernels;

  @Inject
  public TranslationTraining(
      TranslationModels models,
      ModelFolder modelFolder,
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
  public TrainingOutcome run(TrainingRequest asked) throws IOException {
    TrainerSettings.require(asked.recipe());
    Recipe recipe = asked.recipe();
    TrainingRequest request =
        asked.withRecipe(
            recipe.withPrecision(Precisions.resolve(recipe.train().precision(), models.device())));
    String text =
        writer.write(request.recipe(), List.of("Resolved by srupp: every default written out."));
    return TrainingFrame.run(
        request.out(), request.resume(), text, (folder, stop) -> train(request, folder, stop));
  }

  private TrainingOutcome train(TrainingRequest request, RunFolder folder, StopSignal stop)
      throws IOException {
    Recipe recipe = request.recipe();
    RunCheckpoints checkpoints =
        new RunCheckpoints(
            folder.checkpoints(), recipe.train().keep(), recipe.train().validateEvery());
    try (PreparedData data =
            DataPreparation.prepare(recipe, folder.data(), request.threads(), System.err::println);
        TrainingSession session =
            new TrainingSession(
                request, folder, data, checkpoints, models, modelFolder, kernels, stop)) {
      return session.run();
    }
  }
}
