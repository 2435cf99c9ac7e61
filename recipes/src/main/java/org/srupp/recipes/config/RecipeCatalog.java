package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recipes that come with the project, and the way from what a user typed to a recipe. */
public final class RecipeCatalog {
  private final RecipeReader reader;

  @Inject
  public RecipeCatalog(RecipeReader reader) {
    this.reader = reader;
  }

  /** Names of the project's recipes, sorted. */
  public List<String> names() {
    return ProjectRecipes.NAMES;
  }

  /**
   * Finds a recipe of any task.
   *
   * @param nameOrFile a name of {@link #names()}, or a YAML file
   * @param overrides {@code key.path=value} each
   * @throws RecipeException if there is no such recipe, or it or an override is wrong
   * @throws IOException if the file cannot be read
   */
  public RunRecipe loadAny(String nameOrFile, List<String> overrides) throws IOException {
    try (InputStream in = open(nameOrFile)) {
      return reader.read(source(nameOrFile), in, overrides);
    }
  }

  /**
   * Finds the recipe of a translation model.
   *
   * @throws RecipeException if there is no such recipe, it is of another task, or it or an override
   *     is wrong
   * @throws IOException if the file cannot be read
   */
  public Recipe load(String nameOrFile, List<String> overrides) throws IOException {
    RunRecipe found = loadAny(nameOrFile, overrides);
    if (found instanceof Recipe recipe) {
      return recipe;
    }
    throw new RecipeException(
        List.of(nameOrFile + " is the recipe of a language model, expected one of a translator"));
  }

  /**
   * Finds the recipe of a language model.
   *
   * @throws RecipeException if there is no such recipe, it is of another task, or it or an override
   *     is wrong
   * @throws IOException if the file cannot be read
   */
  public LanguageRecipe loadLanguage(String nameOrFile, List<String> overrides) throws IOException {
    RunRecipe found = loadAny(nameOrFile, overrides);
    if (found instanceof LanguageRecipe recipe) {
      return recipe;
    }
    throw new RecipeException(
        List.of(nameOrFile + " is the recipe of a translator, expected one of a language model"));
  }

  /**
   * The task of a recipe, without reading the rest.
   *
   * @throws RecipeException if there is no such recipe
   * @throws IOException if the file cannot be read
   */
  public Recipe.Task task(String nameOrFile) throws IOException {
    try (InputStream in = open(nameOrFile)) {
      return reader.task(source(nameOrFile), in);
    }
  }

  private static String source(String nameOrFile) {
    return names(nameOrFile) ? ProjectRecipes.file(nameOrFile) : nameOrFile;
  }

  private static boolean names(String nameOrFile) {
    return ProjectRecipes.NAMES.contains(nameOrFile);
  }

  private static InputStream open(String nameOrFile) throws IOException {
    if (names(nameOrFile)) {
      return ProjectRecipes.open(nameOrFile);
    }
    if (Files.isRegularFile(Path.of(nameOrFile))) {
      return Files.newInputStream(Path.of(nameOrFile));
    }
    List<String> names = ProjectRecipes.NAMES;
    String hint = Nearest.question(nameOrFile, names);
    String known = hint.isEmpty() ? "; known are " + String.join(", ", names) : hint;
    throw new RecipeException(List.of("no recipe and no file is called " + nameOrFile + known));
  }
}
