package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.recipes.bench.BenchModel;
import org.srupp.recipes.bench.ModelShares;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.recipes.language.LanguageTrials;
import org.srupp.recipes.profile.ClockedKernels;
import org.srupp.recipes.profile.TrainingProfiler;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.translation.TranslationModels;
import org.srupp.recipes.translation.TranslationTrials;
import org.srupp.seq2seq.torch.DeviceMemory;

/** Builds the models of a measurement, with vocabularies as large as their corpora's. */
final class BenchTrials {
  private static final int BYTES = 256;

  private final LanguageTrials language;
  private final TranslationTrials translation;
  private final TrainingProfiler profiler;

  @Inject
  BenchTrials(ClockedKernels kernels, InferenceKernels inference, TrainingProfiler profiler) {
    this.profiler = profiler;
    DeviceMemory device = kernels.memory();
    TrainingKernels training = kernels.training();
    LayerKernels layers =
        new LayerKernels(kernels.recurrence(), kernels.softmax(), kernels.residual());
    language =
        new LanguageTrials(
            new LanguageModels(
                layers, training.crossEntropy(), training.masks(), inference, device),
            training);
    translation = new TranslationTrials(new TranslationModels(layers, inference, device), training);
  }

  /**
   * Puts a model into training.
   *
   * @param vocabulary of the option; 0: not given
   * @throws IllegalArgumentException if the vocabulary is unknown or too small
   */
  BenchModel open(BenchEntries.Entry entry, int vocabulary, int threads) {
    return switch (entry.recipe()) {
      case LanguageRecipe recipe -> {
        int size = size(entry.name(), recipe, vocabulary);
        yield new BenchModel(
            entry.name(), entry.source(), size, language.open(recipe, size, threads));
      }
      case Recipe recipe -> {
        VocabularySizes sizes = sizes(recipe, vocabulary);
        yield new BenchModel(
            entry.name(),
            entry.source(),
            sizes.target(),
            translation.open(recipe, sizes.source(), sizes.target(), threads));
      }
    };
  }

  /**
   * Splits the time of more updates by kind of work.
   *
   * @throws IOException if the profiler's file cannot be written or read
   */
  ModelShares profile(BenchModel model, int updates) throws IOException {
    return new ModelShares(model.name(), profiler.run(model.trial(), updates));
  }

  private static int size(String name, LanguageRecipe recipe, int given) {
    return LanguageVocabularies.of(recipe, given)
        .orElseGet(
            () -> {
              if (recipe.data().unit() == LanguageDataSection.Unit.BYTES) {
                return BYTES;
              }
              throw new IllegalArgumentException(
                  name + ": its vocabulary is counted in training; give --vocabulary");
            });
  }

  // A learned vocabulary is at most what the recipe asks for.
  private static VocabularySizes sizes(Recipe recipe, int given) {
    int learned = recipe.subwords().vocabularySize();
    return VocabularySizes.of(recipe)
        .orElseGet(() -> new VocabularySizes(learned, learned))
        .withOverrides(given, given);
  }
}
