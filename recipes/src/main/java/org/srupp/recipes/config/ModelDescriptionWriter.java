package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.util.Map;

/**
 * Writes a model folder's {@code config.json}; {@link ModelDescriptionReader} reads an equal record
 * back.
 */
public final class ModelDescriptionWriter {
  @Inject
  public ModelDescriptionWriter() {}

  /**
   * The file's text.
   *
   * @param checksums of the tokenizer files beside it, by name
   */
  public String write(ModelDescription description, Map<String, String> checksums) {
    return DescriptionFile.write(description, checksums);
  }

  /**
   * The file's text.
   *
   * @param checksums of the vocabulary beside it, by name; may be empty
   */
  public String write(LanguageModelDescription description, Map<String, String> checksums) {
    return DescriptionFile.write(description, checksums);
  }
}
