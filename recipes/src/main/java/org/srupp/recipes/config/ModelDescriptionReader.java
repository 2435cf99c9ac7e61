package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a model folder's {@code config.json}; keys that it does not know are left alone. */
public final class ModelDescriptionReader {
  private static final ModelDescription TRANSLATOR =
      new ModelDescription(Recipe.defaults().model(), Recipe.defaults().decode(), 1, 1);
  private static final LanguageModelDescription LANGUAGE_MODEL =
      LanguageModelDescription.of(LanguageRecipe.defaults(), 1);

  @Inject
  public ModelDescriptionReader() {}

  /**
   * Reads the file of a translator.
   *
   * @throws RecipeException if a key is missing or wrong, or the file is of a language model; a
   *     line for each mistake
   * @throws IOException if the file cannot be read
   */
  public ModelDescription read(Path file) throws IOException {
    if (isLanguageModel(file)) {
      throw new RecipeException(List.of(file + " is of a language model, expected a translator's"));
    }
    return DescriptionFile.read(file, TRANSLATOR);
  }

  /**
   * Reads the file of a language model.
   *
   * @throws RecipeException if a key is missing or wrong, or the file is of a translator; a line
   *     for each mistake
   * @throws IOException if the file cannot be read
   */
  public LanguageModelDescription readLanguage(Path file) throws IOException {
    if (isTranslator(file)) {
      throw new RecipeException(List.of(file + " is of a translator, expected a language model's"));
    }
    return DescriptionFile.read(file, LANGUAGE_MODEL);
  }

  /**
   * The checksums that a file keeps of the tokenizer files beside it, by name; none if it was
   * written before there were any.
   *
   * @throws IOException if the file cannot be read
   */
  public Map<String, String> checksums(Path file) throws IOException {
    return DescriptionFile.checksums(file);
  }

  // Its file has no task.
  private static boolean isTranslator(Path file) throws IOException {
    return DescriptionFile.root(file, new Mistakes()).get("decode").isPresent();
  }

  /**
   * Whether a file names the task of a language model, whatever else may be wrong with it.
   *
   * @throws IOException if the file cannot be read
   */
  public static boolean isLanguageModel(Path file) throws IOException {
    return RecipeTree.task(DescriptionFile.root(file, new Mistakes()))
        .filter(task -> task == Recipe.Task.LANGUAGE_MODELLING)
        .isPresent();
  }
}
