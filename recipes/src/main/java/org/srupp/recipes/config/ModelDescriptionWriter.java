package org.srupp.recipes.config;

import com.google.inject.Inject;

/**
 * Writes a model folder's {@code config.json}; {@link ModelDescriptionReader} reads an equal record
 * back.
 */
public final class ModelDescriptionWriter {
  @Inject
  public ModelDescriptionWriter() {}

  /** The file's text. */
  public String write(ModelDescription description) {
    return DescriptionFile.write(description);
  }

  /** The file's text. */
  public String write(LanguageModelDescription description) {
    return DescriptionFile.write(description);
  }
}
