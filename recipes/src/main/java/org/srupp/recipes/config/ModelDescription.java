package org.srupp.recipes.config;

/**
 * What a model folder's {@code config.json} says about shapes.
 *
 * @param model the recipe's section of that name
 * @param sourceVocabulary pieces of the source side, specials included
 * @param targetVocabulary pieces of the target side, specials included
 */
public record ModelDescription(ModelSection model, int sourceVocabulary, int targetVocabulary) {
  public ModelDescription {
    new Constraints()
        .atLeast("sourceVocabulary", 1, sourceVocabulary)
        .atLeast("targetVocabulary", 1, targetVocabulary)
        .check();
  }
}
