package org.srupp.recipes.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageDataSection.Corpus;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Settings;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.recipes.corpora.LanguageCorpus;
import org.srupp.recipes.corpora.LanguageCounts;
import org.srupp.recipes.corpora.LanguageSplits;
import org.srupp.recipes.corpora.TextPart;
import org.srupp.recipes.prepare.InputHashes;
import org.srupp.recipes.prepare.PreparationKey;
import org.srupp.recipes.prepare.PreparationReport;
import org.srupp.recipes.prepare.PrepareRequest;
import org.srupp.recipes.prepare.PreparedFolder;
import org.srupp.recipes.prepare.Stages;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * From a language-model corpus to a folder that training reads: {@code vocabulary.txt}, {@code
 * train.tokens} (or {@code train-00001.tokens} and so on, one for each file of Billion Word),
 * {@code valid.tokens}, {@code test.tokens} where there is a test, and the report. Everything
 * streams; only the vocabulary is in memory.
 */
public final class LanguagePreparation {
  /** Where files are. */
  private static final Set<String> NO_MATTER =
      Set.of("data.path", "data.validText", "data.testText");

  private final LanguageDataSection data;
  private final LanguageCorpus corpus;
  private final PreparationKey key;
  private final Stages stages;

  private LanguagePreparation(
      LanguageDataSection data, LanguageCorpus corpus, PreparationKey key, Stages stages) {
    this.data = data;
    this.corpus = corpus;
    this.key = key;
    this.stages = stages;
  }

  /**
   * Prepares; goes on where an interrupted call was.
   *
   * @throws CorpusException if the corpus is not as it should be
   * @throws IllegalArgumentException if the recipe does not say where the text is, or the folder
   *     holds something else
   */
  public static void prepare(PrepareRequest request) throws IOException {
    LanguageDataSection data = ((LanguageRecipe) request.recipe()).data();
    prepare(request, data, LanguageCorpora.of(data));
  }

  static void prepare(PrepareRequest request, LanguageDataSection data, LanguageCorpus corpus)
      throws IOException {
    Path path = LanguageCorpora.path(data);
    PreparationKey key = new PreparationKey(settings(data), InputHashes.of(inputs(data, path)));
    PreparedFolder.make(
        request.out(),
        key,
        request.log(),
        stages -> new LanguagePreparation(data, corpus, key, stages).run(path));
  }

  /** The settings that a prepared folder depends on. */
  static SortedMap<String, String> settings(LanguageDataSection data) {
    SortedMap<String, String> settings = Settings.of("data", data);
    settings.keySet().removeAll(NO_MATTER);
    if (data.corpus() != Corpus.TEXT) {
      settings.remove("data.validShare");
      settings.remove("data.minCount");
    }
    return settings;
  }

  private static List<Path> inputs(LanguageDataSection data, Path path) throws IOException {
    List<Path> inputs = new ArrayList<>();
    Stream.of(data.validText(), data.testText())
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .forEach(inputs::add);
    if (data.corpus() != Corpus.TEXT && Files.isDirectory(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        files.filter(Files::isRegularFile).sorted().forEach(inputs::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    } else {
      inputs.add(0, path);
    }
    for (Path input : inputs) {
      UserText.require(input);
    }
    return inputs;
  }

  private void run(Path path) throws IOException {
    Path folder = stages.folder();
    LanguageSplits splits = corpus.open(path, folder);
    stages.run(
        "vocabulary",
        () ->
            TextVocabularies.make(data, splits, folder)
                .write(folder.resolve(LanguageModelFolder.VOCABULARY)));
    CorpusVocabulary vocabulary =
        CorpusVocabulary.read(folder.resolve(LanguageModelFolder.VOCABULARY));
    if (data.corpus() == Corpus.BILLION_WORD) {
      for (int i = 0; i < splits.train().size(); i++) {
        String name = String.format(Locale.ROOT, "train-%05d", i + 1);
        tokens(name, List.of(splits.train().get(i)), vocabulary);
      }
    } else {
      tokens("train", splits.train(), vocabulary);
    }
    tokens("valid", splits.valid(), vocabulary);
    if (!splits.test().isEmpty()) {
      tokens("test", splits.test(), vocabulary);
    }
    stages.run("report", () -> report(path, folder));
    removeUnpacked(folder);
  }

  private void tokens(String name, List<TextPart> parts, CorpusVocabulary vocabulary)
      throws IOException {
    Path file = stages.folder().resolve(name + PreparedText.TOKENS);
    stages.run(name, () -> TextTokens.write(parts, data.corpus(), vocabulary, file));
  }

  private void report(Path path, Path folder) throws IOException {
    try (PreparedText text = PreparedText.open(folder)) {
      long valid = text.valid().tokens();
      long test = text.test().map(file -> file.tokens()).orElse(0L);
      int size = text.vocabulary().size();
      corpus.expected().require(path, new LanguageCounts(size, text.trainTokens(), valid, test));
      String unit = LanguageFigures.plural(data.unit());
      PreparationReport report = new PreparationReport(corpus.card(), key.inputs());
      report.count("train", unit, text.trainTokens());
      report.count("valid", unit, valid);
      report.count("test", unit, test);
      report.count("vocabulary", unit, size);
      report.write(folder);
    }
  }

  // An archive that had to be unpacked before it could be read.
  private static void removeUnpacked(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(Files::isDirectory).toList().forEach(AtomicFiles::deleteFolder);
    }
  }
}
