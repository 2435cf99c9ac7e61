package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recipes that come with the project, and the way from what a user typed to a recipe. */
public final class RecipeCatalog {
  private static final List<String> NAMES =
      List.of(
          "demo",
          "files",
          "iwslt14-de-en",
          "iwslt14-de-en-fairseq",
          "iwslt14-de-en-k2",
          "iwslt14-de-en-k2-fairseq",
          "multi30k-de-en");

  private final RecipeReader reader;

  @Inject
  public RecipeCatalog(RecipeReader reader) {
    this.reader = reader;
  }

  /** Names of the project's recipes, sorted. */
  public List<String> names() {
    return NAMES;
  }

  /**
   * Finds a recipe.
   *
   * @param nameOrFile a name of {@link #names()}, or a YAML file
   * @param overrides {@code key.path=value} each
   * @throws RecipeException if there is no such recipe, or it or an override is wrong
   * @throws IOException if the file cannot be read
   */
  public Recipe load(String nameOrFile, List<String> overrides) throws IOException {
    if (NAMES.contains(nameOrFile)) {
      String file = "recipes/" + nameOrFile + ".yaml";
      try (InputStream in = RecipeCatalog.class.getResourceAsStream("/" + file)) {
        return reader.read(file, in, overrides);
      }
    }
    if (Files.isRegularFile(Path.of(nameOrFile))) {
      return reader.read(Path.of(nameOrFile), overrides);
    }
    String hint = Nearest.question(nameOrFile, NAMES);
    String known = hint.isEmpty() ? "; known are " + String.join(", ", NAMES) : hint;
    throw new RecipeException(List.of("no recipe and no file is called " + nameOrFile + known));
  }
}
