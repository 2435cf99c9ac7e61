package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.srupp.seq2seq.checkpoint.TemporaryFolder;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.seq2seq.shortlist.Shortlist;
import org.srupp.seq2seq.shortlist.ShortlistBuilder;
import org.srupp.seq2seq.shortlist.ShortlistConfig;
import org.srupp.tokenizers.SpecialTokens;
import org.srupp.tokenizers.TokenizerPair;
import org.srupp.tokenizers.Vocabulary;

/** From a model's training text to a shortlist for it. */
public final class ShortlistLearning {
  private final ModelFolder models;

  @Inject
  public ShortlistLearning(ModelFolder models) {
    this.models = models;
  }

  /**
   * Learns; the text's ids lie in temporary files, not in memory.
   *
   * @param folder a model folder, or a run folder that holds one
   * @param source raw text
   * @param target raw text, line n of it the translation of line n
   * @param threads change the time, not the result
   * @throws IllegalArgumentException if the files differ in length or have no text to learn from
   * @throws IOException if a file cannot be read or is no UTF-8; the message names it
   */
  public Shortlist learn(Path folder, Path source, Path target, ShortlistConfig config, int threads)
      throws IOException {
    TokenizerPair tokenizers = models.tokenizers(folder);
    try (TemporaryFolder work = TemporaryFolder.create("shortlist");
        ParallelEncoder encoder = new ParallelEncoder(threads)) {
      Path left = work.path().resolve("src.tokens");
      Path right = work.path().resolve("tgt.tokens");
      encoder.encode(source, tokenizers.source(), left);
      encoder.encode(target, tokenizers.target(), right);
      try (TokenFile sourceIds = TokenFile.open(left);
          TokenFile targetIds = TokenFile.open(right)) {
        requireParallel(sourceIds, targetIds);
        return new ShortlistBuilder(config, threads)
            .build(
                new ParallelCorpus(sourceIds, targetIds),
                VocabularyMarks.of(tokenizers.source()),
                VocabularyMarks.of(tokenizers.target()),
                alike(tokenizers));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(source + " and " + target + ": " + e.getMessage(), e);
      }
    }
  }

  private static void requireParallel(TokenFile source, TokenFile target) {
    if (source.size() != target.size()) {
      throw new IllegalArgumentException(
          "found "
              + source.size()
              + " and "
              + target.size()
              + " lines; line n of one must translate line n of the other");
    }
  }

  /** For each source piece the id of the same target piece, or -1. */
  private static int[] alike(TokenizerPair tokenizers) {
    Vocabulary source = tokenizers.source().vocabulary();
    Vocabulary target = tokenizers.target().vocabulary();
    SpecialTokens specials = source.specials();
    int[] alike = new int[source.size()];
    Arrays.setAll(
        alike,
        id -> {
          boolean word = id != specials.unk() && !specials.isSilent(id);
          return word && target.contains(source.piece(id)) ? target.id(source.piece(id)) : -1;
        });
    return alike;
  }
}
