package org.srupp.recipes.doctor;

import ai.djl.engine.Engine;
import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.util.List;
import org.srupp.kernels.doctor.Finding;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.language.LanguageTrials;
import org.srupp.recipes.training.Trial;
import org.srupp.seq2seq.torch.TorchEngine;

/** The engine, and whether a model learns with it. */
public final class EngineFindings {
  private static final int VOCABULARY = 50;
  private static final List<String> SIZES =
      List.of(
          "model.hidden=16",
          "model.projection=8",
          "model.layers=2",
          "batch.streams=2",
          "batch.unroll=5",
          "train.precision=float32");

  private final RecipeCatalog catalog;
  private final Provider<LanguageTrials> trials;

  /**
   * @param trials are asked for when they are needed: what is missing here may keep them from being
   *     made
   */
  @Inject
  public EngineFindings(RecipeCatalog catalog, Provider<LanguageTrials> trials) {
    this.catalog = catalog;
    this.trials = trials;
  }

  List<Finding> all() {
    return List.of(libtorch(), training());
  }

  private static Finding libtorch() {
    try {
      TorchEngine.start(1).close();
      String version = Engine.getEngine("PyTorch").getVersion();
      return Finding.of("libtorch", version + " from " + TorchEngine.folder());
    } catch (RuntimeException | LinkageError e) {
      return Finding.problem(
          "libtorch",
          "cannot be loaded ("
              + Finding.reason(e)
              + "); unset PYTORCH_LIBRARY_PATH, and see that ~/.djl.ai can be written and has room");
    }
  }

  private Finding training() {
    try {
      LanguageRecipe recipe = catalog.loadLanguage("shakespeare-bytes", SIZES);
      try (Trial trial = trials.get().open(recipe, VOCABULARY, 1)) {
        trial.update();
      }
      return Finding.of("training", "works on the processor: a tiny model made an update");
    } catch (IOException | RuntimeException | LinkageError e) {
      return Finding.problem(
          "training",
          "does not work on the processor ("
              + Finding.reason(e)
              + "); do what the lines above say, or see where it fails with srupp bench train"
              + " --models shakespeare-bytes --debug");
    }
  }
}
