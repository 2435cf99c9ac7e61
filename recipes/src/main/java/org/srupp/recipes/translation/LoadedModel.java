package org.srupp.recipes.translation;

import ai.djl.ndarray.NDManager;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.tokenizers.TokenizerPair;

/**
 * A model in memory.
 *
 * @param manager owns the parameters
 * @param model the network
 * @param tokenizers of both sides
 * @param description what the folder says of it
 */
public record LoadedModel(
    NDManager manager,
    TranslationModel model,
    TokenizerPair tokenizers,
    ModelDescription description)
    implements AutoCloseable {
  @Override
  public void close() {
    manager.close();
  }
}
