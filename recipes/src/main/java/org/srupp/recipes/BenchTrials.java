package org.srupp.recipes;

import com.google.inject.Inject;
import org.srupp.recipes.bench.BenchModel;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.language.LanguageTrials;
import org.srupp.recipes.translation.TranslationTrials;

/** Builds the models of a measurement, with vocabularies as large as their corpora's. */
final class BenchTrials {
  private static final int BYTES = 256;

  private final LanguageTrials language;
  private final TranslationTrials translation;

  @Inject
  BenchTrials(LanguageTrials language, TranslationTrials translation) {
    this.language = language;
    this.translation = translation;
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
