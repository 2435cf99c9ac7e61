package org.srupp.recipes.config;

/**
 * Everything that decides the run of a language model; two runs of one recipe and one text give the
 * same weights.
 *
 * @param name what the run is called; for a recipe of the project the name of its file
 * @param description one line for {@code inspect --list}
 * @param task what is trained
 * @param seed of initial weights, shuffling and dropout
 * @param data corpus and what its tokens are
 * @param model architecture and sizes
 * @param batch what one update sees
 * @param optimizer update rule
 * @param schedule learning rate over updates
 * @param train length of the run, validation, checkpoints
 * @param evaluation how much the model sees when it is scored
 */
public record LanguageRecipe(
    String name,
    String description,
    Recipe.Task task,
    long seed,
    LanguageDataSection data,
    LanguageModelSection model,
    StreamsSection batch,
    OptimizerSection optimizer,
    ScheduleSection schedule,
    LanguageTrainSection train,
    EvaluationSection evaluation)
    implements RunRecipe {

  public LanguageRecipe {
    Recipe.headings(name, description)
        .require(
            task == Recipe.Task.LANGUAGE_MODELLING,
            "task must be languageModelling, found " + Choices.spell(task),
            "task")
        .check();
  }

  /** The recipe that a file with nothing but its task stands for. */
  public static LanguageRecipe defaults() {
    return LanguageDefaults.RECIPE;
  }

  /** This recipe with another precision of matrix products. */
  public LanguageRecipe withPrecision(TrainSection.Precision precision) {
    return new LanguageRecipe(
        name,
        description,
        task,
        seed,
        data,
        model,
        batch,
        optimizer,
        schedule,
        train.withPrecision(precision),
        evaluation);
  }

  /** Steps of a chunk of validation, and the tokens before each one that it sees. */
  public int validationWindow() {
    return evaluation.validationWindow() == 0 ? batch.unroll() : evaluation.validationWindow();
  }

  /** Tokens before each one that the final scores see. */
  public int window() {
    return evaluation.window() == 0 ? batch.unroll() : evaluation.window();
  }
}
