package org.srupp.recipes.language;

import java.util.List;
import java.util.Locale;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageDataSection.Corpus;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.StreamsSection;
import org.srupp.seq2seq.data.BatchSource;
import org.srupp.seq2seq.data.ContiguousEvaluation;
import org.srupp.seq2seq.data.ContiguousStreams;
import org.srupp.seq2seq.data.PackedEvaluation;
import org.srupp.seq2seq.data.PackedSentences;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.data.StreamCutting;
import org.srupp.seq2seq.data.TokenFile;

/** Tokens as streams of chunks by the rules of their corpus. */
public final class TextStreams {
  // Losses do not depend on where a long text is cut into chunks; memory does.
  private static final int LONGEST_CHUNK = 512;

  private TextStreams() {}

  /**
   * Chunks to train on.
   *
   * @throws IllegalArgumentException if the text is shorter than one chunk
   */
  static BatchSource<StreamChunk> training(LanguageRecipe recipe, List<TokenFile> files) {
    StreamsSection batch = recipe.batch();
    if (recipe.data().corpus() == Corpus.BILLION_WORD) {
      return new PackedSentences(
          files, batch.streams(), batch.unroll(), batch.accumulate(), recipe.seed());
    }
    TokenFile text = files.getFirst();
    long needed = (long) batch.streams() * batch.unroll() + batch.streams();
    if (text.tokens() < needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the training text has %d %s, too few for one chunk of batch.streams = %d times"
                  + " batch.unroll = %d, which takes %d; train on more text, or lower these",
              text.tokens(),
              LanguageFigures.plural(recipe.data().unit()),
              batch.streams(),
              batch.unroll(),
              needed));
    }
    return new ContiguousStreams(
        text, cutting(recipe.data()), batch.streams(), batch.unroll(), batch.accumulate());
  }

  /**
   * Chunks to score; every token of the text is predicted but the first of each stream, and, in
   * Billion Word, those that fill no chunk.
   *
   * @param streams B
   * @param window M_e, tokens before each one that attention will see
   * @throws IllegalArgumentException if there is nothing to predict
   */
  public static Iterable<StreamChunk> evaluation(
      LanguageDataSection data, TokenFile text, int streams, int window) {
    return data.corpus() == Corpus.BILLION_WORD
        ? new PackedEvaluation(text, streams, window)
        : new ContiguousEvaluation(text, cutting(data), streams, Math.min(window, LONGEST_CHUNK));
  }

  private static StreamCutting cutting(LanguageDataSection data) {
    return data.unit() == LanguageDataSection.Unit.WORDS
        ? StreamCutting.WITHIN_STREAMS
        : StreamCutting.ACROSS_ENDS;
  }
}
