package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a model folder's {@code config.json}; keys that it does not know are left alone. */
public final class ModelDescriptionReader {
  private static final ModelDescription DEFAULTS =
      new ModelDescription(Recipe.defaults().model(), Recipe.defaults().decode(), 1, 1);

  @Inject
  public ModelDescriptionReader() {}

  /**
   * Reads a file.
   *
   * @throws RecipeException if a key is missing or wrong; a line for each mistake
   * @throws IOException if the file cannot be read
   */
  public ModelDescription read(Path file) throws IOException {
    Mistakes mistakes = new Mistakes();
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = RecipeText.read(file.toString(), in, mistakes);
    }
    mistakes.throwIfAny();
    Node.Mapping root = TreeReader.readJson(file.toString(), text, mistakes);
    mistakes.throwIfAny();
    Node.Mapping known = Node.Mapping.empty(root.place());
    for (var component : ModelDescription.class.getRecordComponents()) {
      String key = component.getName();
      root.get(key)
          .ifPresentOrElse(
              value -> known.entries().put(key, value),
              () -> mistakes.add(root.place(), "lacks the key " + key));
    }
    ModelDescription description = new RecordBinder(mistakes, DEFAULTS).bind(known, DEFAULTS, "");
    mistakes.throwIfAny();
    return description;
  }
}
