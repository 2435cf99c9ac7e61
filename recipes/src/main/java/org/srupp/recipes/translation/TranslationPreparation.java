package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.Settings;
import org.srupp.recipes.corpora.Corpus;
import org.srupp.recipes.corpora.Split;
import org.srupp.recipes.prepare.DropReport;
import org.srupp.recipes.prepare.InputHashes;
import org.srupp.recipes.prepare.PreparationKey;
import org.srupp.recipes.prepare.PreparationReport;
import org.srupp.recipes.prepare.PrepareRequest;
import org.srupp.recipes.prepare.PreparedFolder;
import org.srupp.recipes.prepare.Stages;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerFiles;
import org.srupp.tokenizers.TokenizerPair;

/**
 * From a parallel corpus to a folder that training reads: text split and filtered, subwords
 * learned, token files, and the report. Everything streams; in memory are the words of the training
 * text with their counts, and the splits that are scored.
 */
public final class TranslationPreparation {
  /** Where files are, and what only training reads. */
  private static final Set<String> NO_MATTER =
      Set.of(
          "data.folder",
          "data.src",
          "data.tgt",
          "data.tsv",
          "data.validSrc",
          "data.validTgt",
          "data.testSrc",
          "data.testTgt",
          "data.maxLength",
          "subwords.sentencePieceModel",
          "subwords.codes");

  private TranslationPreparation() {}

  /**
   * Prepares; goes on where an interrupted call was.
   *
   * @throws org.srupp.recipes.corpora.CorpusException if the corpus is not as it should be
   * @throws IllegalArgumentException if the recipe does not say where the text is, or the folder
   *     holds something else
   */
  public static void prepare(PrepareRequest request) throws IOException {
    Recipe recipe = (Recipe) request.recipe();
    Corpus corpus = Corpora.corpus(recipe.data());
    PreparationKey key =
        new PreparationKey(settings(recipe), InputHashes.of(Corpora.inputs(recipe, corpus)));
    PreparedFolder.make(
        request.out(), key, request.log(), stages -> run(request, corpus, key, stages));
  }

  /** The settings that a prepared folder depends on. */
  static SortedMap<String, String> settings(Recipe recipe) {
    SortedMap<String, String> settings = Settings.of("data", recipe.data());
    settings.putAll(Settings.of("subwords", recipe.subwords()));
    settings.keySet().removeAll(NO_MATTER);
    if (recipe.data().corpus() != DataSection.Corpus.DEMO) {
      settings.keySet().removeIf(name -> name.matches("data\\.(train|valid|test)Pairs"));
    }
    return settings;
  }

  private static void run(PrepareRequest request, Corpus corpus, PreparationKey key, Stages stages)
      throws IOException {
    Recipe recipe = (Recipe) request.recipe();
    Path folder = stages.folder();
    stages.run("text", () -> text(corpus, folder, request));
    stages.run(
        "tokenizers",
        () ->
            TokenizerFiles.save(folder, Tokenizers.make(recipe.subwords(), recipe.data(), folder)));
    TokenizerPair tokenizers = TokenizerFiles.load(folder);
    try (ParallelEncoder encoder = new ParallelEncoder(request.threads())) {
      for (Split split : new Split[] {Split.TRAIN, Split.VALID}) {
        tokens(stages, encoder, CorpusText.source(folder, split), tokenizers.source());
        tokens(stages, encoder, CorpusText.target(folder, split), tokenizers.target());
      }
    }
    stages.run("report", () -> report(corpus, key, folder, tokenizers));
    Files.deleteIfExists(CorpusText.source(folder, Split.TRAIN));
    Files.deleteIfExists(CorpusText.target(folder, Split.TRAIN));
  }

  private static void text(Corpus corpus, Path folder, PrepareRequest request) throws IOException {
    try (DropReport report = new DropReport(folder)) {
      try (CorpusText text = new CorpusText(folder, report)) {
        corpus.read(folder, text);
      }
      report.finish();
      report.notes().forEach(request.log());
    }
  }

  private static void tokens(Stages stages, ParallelEncoder encoder, Path text, Tokenizer tokenizer)
      throws IOException {
    Path tokens = text.resolveSibling(text.getFileName() + ".tokens");
    stages.run(tokens.getFileName().toString(), () -> encoder.encode(text, tokenizer, tokens));
  }

  private static void report(
      Corpus corpus, PreparationKey key, Path folder, TokenizerPair tokenizers) throws IOException {
    PreparationReport report = new PreparationReport(corpus.card(), key.inputs());
    for (String split : new String[] {"train", "valid"}) {
      for (String side : new String[] {"source", "target"}) {
        String file = split + (side.equals("source") ? ".src" : ".tgt") + ".tokens";
        try (TokenFile tokens = TokenFile.open(folder.resolve(file))) {
          report.count(split, "pairs", tokens.size());
          report.count(split, side + " tokens", tokens.tokens());
        }
      }
    }
    report.count("pieces", "source", tokenizers.source().vocabulary().size());
    report.count("pieces", "target", tokenizers.target().vocabulary().size());
    report.write(folder);
  }
}
