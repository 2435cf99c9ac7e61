package org.srupp.recipes;

import java.util.List;
import org.srupp.recipes.config.LanguageModelSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.recipes.translation.TranslationModels;
import org.srupp.seq2seq.autograd.ParameterSpec;

/** Knows parameters as the models' own classes declare them. */
final class SpecListing implements ParameterListing {

  @Override
  public List<ParameterShape> shapes(Recipe recipe, int sourceVocabulary, int targetVocabulary) {
    return shapes(TranslationModels.specs(recipe.model(), sourceVocabulary, targetVocabulary));
  }

  @Override
  public List<ParameterShape> shapes(LanguageModelSection model, int vocabulary) {
    return shapes(LanguageModels.specs(model, vocabulary));
  }

  private static List<ParameterShape> shapes(List<ParameterSpec> specs) {
    return specs.stream().map(spec -> new ParameterShape(spec.name(), spec.shape())).toList();
  }
}
