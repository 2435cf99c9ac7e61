package org.srupp.recipes.translation;

import java.util.Optional;
import org.srupp.encdec.model.TranslationConfig;
import org.srupp.encdec.model.TranslationScorers;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.seq2seq.decode.ScorerFactory;
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

  /**
   * A translator over this model, which must outlive it.
   *
   * @param threads sentences searched at once
   * @throws IllegalArgumentException if the settings do not fit each other, or so many searches not
   *     into memory; says what would
   */
  public TextTranslator translator(
      ScorerFactory network, DecodeSection decode, SearchOptions options, int threads) {
    if (threads > Runtime.getRuntime().availableProcessors()) { // asking for memory takes 50 ms
      StreamMemory.of(config(), decode).require(threads);
    }
    return new TextTranslator(network, tokenizers, decode, options, threads);
  }

  private TranslationConfig config() {
    return TranslationModels.config(
        description.model(), description.sourceVocabulary(), description.targetVocabulary());
  }

  @Override
  public void close() {
    scorers.close();
    weights.close();
  }
}
