package org.srupp.recipes.translation;

import org.srupp.encdec.model.TranslationScorers;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.tokenizers.TokenizerPair;

/**
 * A model ready to translate.
 *
 * @param weights the open file that the network reads
 * @param scorers the network
 * @param tokenizers of both sides
 * @param description what the folder says of it
 */
public record LoadedModel(
    SafetensorsFile weights,
    TranslationScorers scorers,
    TokenizerPair tokenizers,
    ModelDescription description)
    implements AutoCloseable {
  @Override
  public void close() {
    scorers.close();
    weights.close();
  }
}
