package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.srupp.recipes.config.RecipeWriter;
import org.srupp.recipes.run.RunFolder;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.checkpoint.CheckpointStore;
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
   * @throws IOException if a file cannot be read
   * @throws java.io.UncheckedIOException if the disk refuses; earlier checkpoints stay
   * @throws org.srupp.seq2seq.train.TrainingDivergedException if a loss is NaN; likewise
   */
  public TrainingOutcome run(TrainingRequest asked) throws IOException {
    TrainingRequest request = asked.withRecipe(Precisions.resolve(asked.recipe()));
    String text =
        writer.write(request.recipe(), List.of("Resolved by srupp: every default written out."));
    StopSignal stop = new StopSignal();
    try (StopOnShutdown shutdown = new StopOnShutdown(stop, GRACE);
        RunFolder folder = open(request, text)) {
      AtomicFiles.removeLeftovers(folder.path());
      CheckpointStore store =
          new CheckpointStore(
              folder.checkpoints(),
              Math.max(
                  1,
                  Math.max(
                      request.recipe().train().keep(), request.recipe().train().averageLast())));
      try (TrainingSession session =
          new TrainingSession(request, folder, store, models, modelFolder, kernels, stop)) {
        return session.run();
      }
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
