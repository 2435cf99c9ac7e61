package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeWriter;
import org.srupp.recipes.run.RunFolder;
import org.srupp.seq2seq.train.StopOnShutdown;
import org.srupp.seq2seq.train.StopSignal;

/**
 * Trains a translation model from a recipe into a run folder, or goes on where a run was
 * interrupted.
 */
public final class TranslationTraining {
  // A checkpoint of any model here is written in less; then the process may be killed.
  private static final Duration GRACE = Duration.ofSeconds(60);

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
    TrainingRequest request = asked.withRecipe(Precisions.resolve(asked.recipe()));
    String text =
        writer.write(request.recipe(), List.of("Resolved by srupp: every default written out."));
    StopSignal stop = new StopSignal();
    try (StopOnShutdown shutdown = new StopOnShutdown(stop, GRACE);
        RunFolder folder = open(request, text)) {
      try {
        return train(request, folder, stop);
      } catch (IOException | RuntimeException e) {
        if (!request.resume() && Files.notExists(folder.log())) {
          folder.withdraw(); // what was refused must not leave a folder that "already holds a run"
        }
        throw e;
      }
    }
  }

  private TrainingOutcome train(TrainingRequest request, RunFolder folder, StopSignal stop)
      throws IOException {
    Recipe recipe = request.recipe();
    RunCheckpoints checkpoints = new RunCheckpoints(folder.checkpoints(), recipe.train());
    try (PreparedData data =
            DataPreparation.prepare(recipe, folder.data(), request.threads(), System.err::println);
        TrainingSession session =
            new TrainingSession(
                request, folder, data, checkpoints, models, modelFolder, kernels, stop)) {
      return session.run();
    }
  }

  private RunFolder open(TrainingRequest request, String text) {
    if (!request.resume()) {
      return RunFolder.create(request.out(), text);
    }
    RunFolder folder = RunFolder.resume(request.out());
    List<String> differences = folder.differences(text);
    if (!differences.isEmpty()) {
      folder.close();
      throw new IllegalArgumentException(
          String.join("\n", differences)
              + "\nresume with the recipe, overrides and files that the run was started with");
    }
    return folder;
  }
}
