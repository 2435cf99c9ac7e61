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
  public Recipe read(Path file, List<String> overrides) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in, overrides);
    }
  }

  /** Reads text; {@code source} is what messages call it. */
  public Recipe read(String source, String text, List<String> overrides) {
    try {
      return read(
          source, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), overrides);
    } catch (IOException e) {
      throw new IllegalStateException("memory has no I/O", e);
    }
  }

  Recipe read(String source, InputStream in, List<String> overrides) throws IOException {
    Mistakes mistakes = new Mistakes();
    String text = RecipeText.read(source, in, mistakes);
    Node.Mapping root = TreeReader.readYaml(source, text, mistakes);
    Overrides.apply(overrides, root, mistakes);
    Recipe recipe = new RecordBinder(mistakes, Recipe.defaults()).bind(root, Recipe.defaults(), "");
    mistakes.throwIfAny();
    return recipe;
  }
}
