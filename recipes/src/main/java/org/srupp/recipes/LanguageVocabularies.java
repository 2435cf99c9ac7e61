package org.srupp.recipes;

import java.util.OptionalInt;
import org.srupp.recipes.config.LanguageRecipe;

/** Sizes of the vocabularies that a published corpus fixes. */
final class LanguageVocabularies {
  // Distinct bytes of the whole file; distinct words of the training text; lines of the word list.
  private static final int ENWIK8 = 205;
  private static final int WIKITEXT103 = 267_735;
  private static final int BILLION_WORD = 793_470;

  private LanguageVocabularies() {}

  /**
   * The size for a recipe.
   *
   * @param given by the option; 0: not given
   * @return empty where only training will know
   * @throws IllegalArgumentException if the option is negative
   */
  static OptionalInt of(LanguageRecipe recipe, int given) {
    if (given < 0) {
      throw new IllegalArgumentException("--vocabulary must be at least 1, found " + given);
    }
    if (given > 0) {
      return OptionalInt.of(given);
    }
    return switch (recipe.data().corpus()) {
      case TEXT -> OptionalInt.empty();
      case ENWIK8 -> OptionalInt.of(ENWIK8);
      case WIKITEXT103 -> OptionalInt.of(WIKITEXT103);
      case BILLION_WORD -> OptionalInt.of(BILLION_WORD);
    };
  }
}
