package org.srupp.recipes.translation;

import java.util.Optional;
import org.srupp.encdec.model.TranslationScorers;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.tokenizers.TokenizerPair;

/**
 * A model ready to translate.
 *
 * @param weights what the network reads
 * @param scorers the network
 * @param tokenizers of both sides
 * @param description what the folder says of it
 */
public record LoadedModel(
    StoredWeights weights,
    TranslationScorers scorers,
    TokenizerPair tokenizers,
    ModelDescription description)
    implements AutoCloseable {
  /** Why it computes in another precision than asked for; empty where it does not. */
  public Optional<String> fallback() {
    return weights.fallback();
  }

  @Override
  public void close() {
    scorers.close();
    weights.close();
  }
}
