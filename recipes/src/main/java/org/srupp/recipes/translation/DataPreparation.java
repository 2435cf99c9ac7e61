package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.corpora.CorpusSplits;
import org.srupp.recipes.corpora.ParallelText;
import org.srupp.recipes.corpora.ParallelTextReader;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.seq2seq.data.TokenFileWriter;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerFiles;
import org.srupp.tokenizers.TokenizerPair;

/**
 * From text to token files in the run folder, once: a resumed run reads them again, so that it
 * cannot depend on text that changed.
 *
 * <p>The folder {@code data} appears whole or not at all.
 */
final class DataPreparation {
  private DataPreparation() {}

  /**
   * Prepares the recipe's data, or opens what an earlier start prepared.
   *
   * @param folder the run's {@code data}
   * @param log takes sentences for the user
   */
  static PreparedData prepare(Recipe recipe, Path folder, Consumer<String> log) throws IOException {
    if (!Files.isDirectory(folder)) {
      CorpusSplits splits = Corpora.load(recipe.data());
      splits.notes().forEach(log);
      TokenizerPair tokenizers = Tokenizers.make(recipe.subwords(), recipe.data(), splits.train());
      AtomicFiles.writeFolder(folder, temporary -> write(temporary, splits, tokenizers));
    }
    return open(folder, log);
  }

  private static void write(Path folder, CorpusSplits splits, TokenizerPair tokenizers)
      throws IOException {
    TokenizerFiles.save(folder, tokenizers);
    Files.write(folder.resolve("notes.txt"), splits.notes());
    tokens(folder.resolve("train.src.tokens"), tokenizers.source(), splits.train().source());
    tokens(folder.resolve("train.tgt.tokens"), tokenizers.target(), splits.train().target());
    tokens(folder.resolve("valid.src.tokens"), tokenizers.source(), splits.valid().source());
    tokens(folder.resolve("valid.tgt.tokens"), tokenizers.target(), splits.valid().target());
    Files.write(folder.resolve("valid.src"), splits.valid().source());
    Files.write(folder.resolve("valid.tgt"), splits.valid().target());
    Files.write(folder.resolve("test.src"), splits.test().source());
    Files.write(folder.resolve("test.tgt"), splits.test().target());
  }

  private static void tokens(Path file, Tokenizer tokenizer, List<String> lines)
      throws IOException {
    try (TokenFileWriter writer = new TokenFileWriter(file, tokenizer.vocabulary().size())) {
      for (String line : lines) {
        writer.add(tokenizer.encode(line));
      }
      writer.commit();
    }
  }

  private static PreparedData open(Path folder, Consumer<String> log) throws IOException {
    TokenizerPair tokenizers = TokenizerFiles.load(folder);
    List<TokenFile> files =
        List.of(
            TokenFile.open(folder.resolve("train.src.tokens")),
            TokenFile.open(folder.resolve("train.tgt.tokens")),
            TokenFile.open(folder.resolve("valid.src.tokens")),
            TokenFile.open(folder.resolve("valid.tgt.tokens")));
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

  private static ParallelText text(Path folder, String split) {
    return new ParallelTextReader(Integer.MAX_VALUE)
        .read(folder.resolve(split + ".src"), folder.resolve(split + ".tgt"))
        .text();
  }
}
