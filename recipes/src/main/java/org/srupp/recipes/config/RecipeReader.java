package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads recipes. Every mistake of a file and of the overrides comes in one {@link RecipeException}.
 * What is read, and which keys it may have, its {@code task} says; without one it is a translation.
 */
public final class RecipeReader {
  @Inject
  public RecipeReader() {}

  /**
   * Reads a file and lays overrides over it.
   *
   * @param file a YAML file
   * @param overrides {@code key.path=value} each, as in {@code model.dropout=0.3}; lists as {@code
   *     [2, 4]}
   * @throws RecipeException if the file or an override is wrong; a line for each mistake
   * @throws IOException if the file cannot be read
   */
  public RunRecipe read(Path file, List<String> overrides) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in, overrides);
    }
  }

  /** Reads text; {@code source} is what messages call it. */
  public RunRecipe read(String source, String text, List<String> overrides) {
    try {
      return read(
          source, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), overrides);
    } catch (IOException e) {
      throw new IllegalStateException("memory has no I/O", e);
    }
  }

  RunRecipe read(String source, InputStream in, List<String> overrides) throws IOException {
    Mistakes mistakes = new Mistakes();
    Node.Mapping root = RecipeTree.read(source, in, mistakes);
    if (root.entries().isEmpty() && mistakes.count() == 0) {
      mistakes.add(new Place(source, 0), "is empty, expected the keys of a recipe");
    }
    Overrides.apply(overrides, root, mistakes);
    RunRecipe recipe =
        RecipeTree.task(root).orElse(Recipe.Task.TRANSLATION) == Recipe.Task.TRANSLATION
            ? bind(root, Recipe.defaults(), mistakes)
            : bind(root, LanguageRecipe.defaults(), mistakes);
    mistakes.throwIfAny();
    return recipe;
  }

  private static <T extends Record> T bind(Node.Mapping root, T defaults, Mistakes mistakes) {
    return new RecordBinder(mistakes, defaults).bind(root, defaults, "");
  }

  /** The task that a recipe names, whatever else may be wrong with it. */
  Recipe.Task task(String source, InputStream in) throws IOException {
    return RecipeTree.task(RecipeTree.read(source, in, new Mistakes()))
        .orElse(Recipe.Task.TRANSLATION);
  }
}
