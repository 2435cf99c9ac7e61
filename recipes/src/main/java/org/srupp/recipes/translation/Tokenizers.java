package org.srupp.recipes.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.SubwordsSection;
import org.srupp.recipes.config.SubwordsSection.Vocabularies;
import org.srupp.recipes.corpora.Split;
import org.srupp.recipes.corpora.Utf8Lines;
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
   * Learns joint subwords from the training text, or reads codes or a SentencePiece model.
   *
   * @param text folder of the splits as {@link CorpusText} wrote them
   * @throws IOException if a file cannot be read
   */
  static TokenizerPair make(SubwordsSection subwords, DataSection data, Path text)
      throws IOException {
    return switch (subwords.kind()) {
      case BPE ->
          bytePairs(
              subwords,
              data,
              CorpusText.source(text, Split.TRAIN),
              CorpusText.target(text, Split.TRAIN));
      case SENTENCEPIECE -> sentencePiece(subwords, data);
      case SUBWORD_NMT -> new SubwordNmt(subwords, data, text).make();
    };
  }

  private static TokenizerPair bytePairs(
      SubwordsSection subwords, DataSection data, Path sourceText, Path targetText) {
    // Both sides at once; what they are counted for is known when the lines are.
    CompletableFuture<Counted> sourceSide =
        CompletableFuture.supplyAsync(() -> count(data.lowercase(), sourceText));
    Counted target = count(data.lowercase(), targetText);
    Counted source = join(sourceSide);
    BpeConfig config =
        new BpeConfig(
            subwords.vocabularySize(),
            data.lowercase(),
            source.lines() < TINY_CORPUS ? 1 : MINIMUM_CHARACTER_COUNT,
            2,
            subwords.minFrequency(),
            false);
    List<WordCounts> both = List.of(source.words(), target.words());
    BpeCodes codes = BpeLearner.learn(config, both);
    boolean joint = subwords.vocabularies() == Vocabularies.JOINT;
    return new TokenizerPair(
        bpe(config, codes, SpecialTokens.SOURCE, joint ? both : List.of(source.words())),
        bpe(config, codes, SpecialTokens.TARGET, joint ? both : List.of(target.words())));
  }

  private record Counted(WordCounts words, long lines) {}

  private static Counted count(boolean lowercase, Path text) {
    WordCounts counts = new WordCounts(BpeConfig.of(1, lowercase));
    try (Utf8Lines lines = Utf8Lines.open(text)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        counts.add(line);
      }
      return new Counted(counts, lines.number());
    } catch (IOException e) {
      throw new UncheckedIOException(text + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Counted join(CompletableFuture<Counted> side) {
    try {
      return side.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // out of memory, say
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
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
