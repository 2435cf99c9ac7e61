package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.SubwordsSection;
import org.srupp.recipes.config.SubwordsSection.Kind;
import org.srupp.recipes.config.SubwordsSection.Vocabularies;
import org.srupp.recipes.corpora.ParallelText;
import org.srupp.tokenizers.BpeCodes;
import org.srupp.tokenizers.BpeConfig;
import org.srupp.tokenizers.BpeLearner;
import org.srupp.tokenizers.BpeTokenizer;
import org.srupp.tokenizers.BpeVocabularies;
import org.srupp.tokenizers.SentencePieceTokenizer;
import org.srupp.tokenizers.SpecialTokens;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerPair;
import org.srupp.tokenizers.WordCounts;

/** Makes the tokenizers that a recipe asks for. */
final class Tokenizers {
  // A character this rare in a corpus of any size is noise; in a tiny corpus every character
  // counts.
  private static final int MINIMUM_CHARACTER_COUNT = 5;
  private static final int TINY_CORPUS = 5_000;

  private Tokenizers() {}

  /**
   * Learns a joint BPE from the training text, or reads a SentencePiece model.
   *
   * @throws IOException if the SentencePiece model cannot be read
   */
  static TokenizerPair make(SubwordsSection subwords, DataSection data, ParallelText train)
      throws IOException {
    if (subwords.kind() == Kind.SENTENCEPIECE) {
      return sentencePiece(subwords, data);
    }
    BpeConfig config =
        new BpeConfig(
            subwords.vocabularySize(),
            data.lowercase(),
            train.size() < TINY_CORPUS ? 1 : MINIMUM_CHARACTER_COUNT,
            2,
            subwords.minFrequency(),
            false);
    WordCounts source = count(config, train.source());
    WordCounts target = count(config, train.target());
    BpeCodes codes = BpeLearner.learn(config, List.of(source, target));
    boolean joint = subwords.vocabularies() == Vocabularies.JOINT;
    List<WordCounts> both = List.of(source, target);
    return new TokenizerPair(
        bpe(config, codes, SpecialTokens.SOURCE, joint ? both : List.of(source)),
        bpe(config, codes, SpecialTokens.TARGET, joint ? both : List.of(target)));
  }

  private static WordCounts count(BpeConfig config, List<String> lines) {
    WordCounts counts = new WordCounts(config);
    lines.forEach(counts::add);
    return counts;
  }

  private static Tokenizer bpe(
      BpeConfig config, BpeCodes codes, SpecialTokens specials, List<WordCounts> sides) {
    return new BpeTokenizer(codes, BpeVocabularies.build(config, codes, specials, sides));
  }

  private static TokenizerPair sentencePiece(SubwordsSection subwords, DataSection data)
      throws IOException {
    if (data.lowercase()) {
      throw new IllegalArgumentException(
          "data.lowercase is true, but a SentencePiece model does its own normalisation;"
              + " set data.lowercase=false and train on text as the model expects it");
    }
    Path file = Path.of(subwords.sentencePieceModel());
    return new TokenizerPair(SentencePieceTokenizer.read(file), SentencePieceTokenizer.read(file));
  }
}
