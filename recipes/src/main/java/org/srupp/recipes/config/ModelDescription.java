package org.srupp.recipes.config;

/**
 * A model folder's {@code config.json}: what is needed to build the model and to translate with it.
 *
 * @param model the recipe's section of that name
 * @param decode the recipe's section of that name
 * @param sourceVocabulary pieces of the source side, specials included
 * @param targetVocabulary pieces of the target side, specials included
 */
public record ModelDescription(
    ModelSection model, DecodeSection decode, int sourceVocabulary, int targetVocabulary) {
  public ModelDescription {
    new Constraints()
        .atLeast("sourceVocabulary", 1, sourceVocabulary)
        .atLeast("targetVocabulary", 1, targetVocabulary)
        .check();
  }
}
