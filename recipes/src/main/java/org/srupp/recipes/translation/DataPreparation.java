package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.corpora.ParallelText;
import org.srupp.recipes.prepare.PrepareRequest;
import org.srupp.recipes.prepare.PreparedFolder;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerFiles;
import org.srupp.tokenizers.TokenizerPair;

/**
 * The data of a run, in its run folder: a resumed run reads it again, so that it cannot depend on
 * text that changed.
 */
final class DataPreparation {
  /** Sides in turn, source first. */
  private static final List<String> TOKENS =
      List.of("train.src.tokens", "train.tgt.tokens", "valid.src.tokens", "valid.tgt.tokens");

  private DataPreparation() {}

  /**
   * Prepares the recipe's data, takes it over from a folder that {@code prepare} made, or opens
   * what an earlier start has left.
   *
   * @param folder the run's {@code data}
   * @param threads that tokenise
   * @param log takes sentences for the user
   * @throws IllegalArgumentException if the prepared folder was made with other settings
   */
  static PreparedData prepare(Recipe recipe, Path folder, int threads, Consumer<String> log)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      make(recipe, folder, threads, log);
    }
    return open(folder, log);
  }

  private static void make(Recipe recipe, Path folder, int threads, Consumer<String> log)
      throws IOException {
    Path given = Path.of(recipe.data().folder());
    if (!recipe.data().folder().isBlank() && PreparedFolder.isPrepared(given)) {
      PreparedFolder.takeOver(given, TranslationPreparation.settings(recipe), folder);
      return;
    }
    try {
      TranslationPreparation.prepare(new PrepareRequest(recipe, folder, threads, log));
    } catch (IOException | RuntimeException e) {
      PreparedFolder.discard(folder); // what was refused must not fill the disk
      throw e;
    }
  }

  private static PreparedData open(Path folder, Consumer<String> log) throws IOException {
    TokenizerPair tokenizers = TokenizerFiles.load(folder);
    List<TokenFile> files = new ArrayList<>();
    for (String name : TOKENS) {
      files.add(TokenFile.open(folder.resolve(name)));
    }
    try {
      requireVocabulary(files, tokenizers);
      PreparedFolder.requireUnchanged(folder);
    } catch (IOException | RuntimeException e) {
      files.forEach(TokenFile::close);
      throw e;
    }
    ParallelCorpus train = new ParallelCorpus(files.get(0), files.get(1));
    ParallelCorpus valid = new ParallelCorpus(files.get(2), files.get(3));
    log.accept(
        "data: "
            + train.size()
            + " training and "
            + valid.size()
            + " validation pairs; vocabularies of "
            + tokenizers.source().vocabulary().size()
            + " and "
            + tokenizers.target().vocabulary().size()
            + " pieces");
    return new PreparedData(
        tokenizers, files, train, valid, text(folder, "valid"), text(folder, "test"));
  }

  // An id beyond the vocabulary would be an index beyond the embedding.
  private static void requireVocabulary(List<TokenFile> files, TokenizerPair tokenizers) {
    for (int i = 0; i < files.size(); i++) {
      boolean source = i % 2 == 0;
      Tokenizer side = source ? tokenizers.source() : tokenizers.target();
      int expected = side.vocabulary().size();
      int found = files.get(i).vocabularySize();
      if (found != expected) {
        throw new IllegalArgumentException(
            files.get(i).name()
                + " was written for a vocabulary of "
                + found
                + " pieces, the "
                + (source ? "source" : "target")
                + " side beside it has "
                + expected
                + "; prepare the corpus again");
      }
    }
  }

  private static ParallelText text(Path folder, String split) {
    return ParallelText.read(folder.resolve(split + ".src"), folder.resolve(split + ".tgt"));
  }
}
