package org.srupp.recipes.config;

/**
 * {@code config.json} of a language model's folder: what is needed to build the model and to read
 * text with it.
 *
 * @param task {@code languageModelling}, which tells the folder from a translator's
 * @param model the recipe's section of that name
 * @param evaluation the recipe's section of that name, its windows above 0
 * @param corpus whose rules cut the text
 * @param unit what a token is
 * @param vocabulary different tokens
 */
public record LanguageModelDescription(
    Recipe.Task task,
    LanguageModelSection model,
    EvaluationSection evaluation,
    LanguageDataSection.Corpus corpus,
    LanguageDataSection.Unit unit,
    int vocabulary) {
  public LanguageModelDescription {
    new Constraints()
        .require(
            task == Recipe.Task.LANGUAGE_MODELLING,
            "task must be languageModelling, found " + Choices.spell(task),
            "task")
        .atLeast("vocabulary", 1, vocabulary)
        .check();
  }

  /** What a trained recipe says of its model. */
  public static LanguageModelDescription of(LanguageRecipe recipe, int vocabulary) {
    EvaluationSection asked = recipe.evaluation();
    EvaluationSection resolved =
        new EvaluationSection(
            recipe.window(), asked.streams(), recipe.validationWindow(), asked.validationStreams());
    return new LanguageModelDescription(
        Recipe.Task.LANGUAGE_MODELLING,
        recipe.model(),
        resolved,
        recipe.data().corpus(),
        recipe.data().unit(),
        vocabulary);
  }
}
