package org.srupp.recipes;

import java.util.Optional;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.Recipe;

/**
 * Sizes of the two vocabularies, specials included.
 *
 * @param source pieces of the source side
 * @param target pieces of the target side
 */
record VocabularySizes(int source, int target) {
  // Stored with the released teacher of Lin et al. 2020, which the paper's models share their data
  // with.
  private static final VocabularySizes IMITKD = new VocabularySizes(12_071, 8_836);
  // The dictionaries that fairseq's preparation gives.
  private static final VocabularySizes FAIRSEQ = new VocabularySizes(8_848, 6_632);

  VocabularySizes {
    if (source < 1 || target < 1) {
      throw new IllegalArgumentException(
          "--source-vocabulary and --target-vocabulary must both be given and at least 1, found "
              + source
              + " and "
              + target);
    }
  }

  /** Those of a recipe whose published preparation fixes them. */
  static Optional<VocabularySizes> of(Recipe recipe) {
    if (recipe.data().corpus() != DataSection.Corpus.IWSLT14) {
      return Optional.empty();
    }
    return Optional.of(recipe.data().preset() == DataSection.Preset.IMITKD ? IMITKD : FAIRSEQ);
  }

  /** Those of the options, of which 0 means not given; empty if neither is. */
  static Optional<VocabularySizes> given(int source, int target) {
    return source == 0 && target == 0
        ? Optional.empty()
        : Optional.of(new VocabularySizes(source, target));
  }

  /** Each size replaced by the option's, where that is given. */
  VocabularySizes withOverrides(int otherSource, int otherTarget) {
    return new VocabularySizes(
        otherSource == 0 ? source : otherSource, otherTarget == 0 ? target : otherTarget);
  }
}
