package org.srupp.recipes.language;

import ai.djl.ndarray.NDManager;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * A language model in memory.
 *
 * @param manager owns the parameters
 * @param model the network
 * @param vocabulary its tokens
 * @param description what the folder says of it
 */
public record LoadedLanguageModel(
    NDManager manager,
    LanguageModel model,
    CorpusVocabulary vocabulary,
    LanguageModelDescription description)
    implements AutoCloseable {
  @Override
  public void close() {
    manager.close();
  }
}
