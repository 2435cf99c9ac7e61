package org.srupp.recipes.config;

/** What the recipes of all tasks have. */
public sealed interface RunRecipe permits Recipe, LanguageRecipe {

  /** What the run is called; for a recipe of the project the name of its file. */
  String name();

  /** One line for {@code inspect --list}. */
  String description();

  /** What is trained. */
  Recipe.Task task();

  /** Of initial weights, shuffling and dropout. */
  long seed();
}
