package org.srupp.recipes.config;

/**
 * Everything that decides the run of a translator; two runs of one recipe and one data folder give
 * the same weights.
 *
 * @param name what the run is called; for a recipe of the project the name of its file
 * @param description one line for {@code inspect --list}
 * @param task what is trained
 * @param seed of initial weights, shuffling and dropout; the split of a corpus has its own, {@code
 *     data.seed}
 * @param data corpus, languages and splits
 * @param subwords how words become pieces
 * @param model architecture and sizes
 * @param batch what one update sees
 * @param optimizer update rule
 * @param schedule learning rate over updates
 * @param train length of the run, validation, checkpoints
 * @param decode search, in validation and as the default of {@code translate}
 */
public record Recipe(
    String name,
    String description,
    Task task,
    long seed,
    DataSection data,
    SubwordsSection subwords,
    ModelSection model,
    BatchSection batch,
    OptimizerSection optimizer,
    ScheduleSection schedule,
    TrainSection train,
    DecodeSection decode)
    implements RunRecipe {

  /** What a run learns to do. */
  public enum Task {
    TRANSLATION,
    LANGUAGE_MODELLING
  }

  public Recipe {
    headings(name, description)
        .require(
            task == Task.TRANSLATION,
            "task must be translation, found " + Choices.spell(task),
            "task")
        .check();
  }

  static Constraints headings(String name, String description) {
    return new Constraints()
        .require(!name.isBlank(), "name must not be empty", "name")
        .require(
            description.lines().count() <= 1,
            "description must be one line, found " + description.lines().count(),
            "description");
  }

  /** The recipe that an empty file stands for. */
  public static Recipe defaults() {
    return Defaults.RECIPE;
  }

  /** This recipe with another model section. */
  public Recipe withModel(ModelSection other) {
    return new Recipe(
        name,
        description,
        task,
        seed,
        data,
        subwords,
        other,
        batch,
        optimizer,
        schedule,
        train,
        decode);
  }

  /** This recipe with another precision of matrix products. */
  public Recipe withPrecision(TrainSection.Precision precision) {
    return new Recipe(
        name,
        description,
        task,
        seed,
        data,
        subwords,
        model,
        batch,
        optimizer,
        schedule,
        train.withPrecision(precision),
        decode);
  }
}
