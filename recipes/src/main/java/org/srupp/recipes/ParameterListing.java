package org.srupp.recipes;

import java.util.List;
import org.srupp.recipes.config.LanguageModelSection;
import org.srupp.recipes.config.Recipe;

/** Knows the parameters of the model that a recipe describes, without making them. */
public interface ParameterListing {
  /**
   * Lists every parameter once, in the order of the model file.
   *
   * @param recipe whose model it is
   * @param sourceVocabulary pieces of the source side, specials included
   * @param targetVocabulary pieces of the target side, specials included
   */
  List<ParameterShape> shapes(Recipe recipe, int sourceVocabulary, int targetVocabulary);

  /**
   * Lists every parameter of a language model once, in the order of the model file.
   *
   * @param vocabulary different tokens
   */
  List<ParameterShape> shapes(LanguageModelSection model, int vocabulary);
}
