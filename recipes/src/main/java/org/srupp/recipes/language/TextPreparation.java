package org.srupp.recipes.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageDataSection.Corpus;
import org.srupp.recipes.corpora.LanguageCorpus;
import org.srupp.recipes.corpora.LanguageCounts;
import org.srupp.recipes.corpora.LanguageSplits;
import org.srupp.recipes.corpora.TextPart;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * From a corpus to a folder of token files: {@code vocabulary.txt}, {@code train.tokens} (or {@code
 * train-00001.tokens} and so on, a file of Billion Word each), {@code valid.tokens}, {@code
 * test.tokens} where there is a test, {@code text.txt}, which says what it is, and {@code
 * inputs.txt}, the files that it was read from. Nothing but the vocabulary is in memory whole.
 */
final class TextPreparation {
  static final String KIND = "text.txt";
  static final String INPUTS = "inputs.txt";
  static final String TOKENS = ".tokens";

  /** One step of the work, which may have been done before. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Does the steps, or leaves out those that are done. */
  @FunctionalInterface
  interface Steps {
    void run(String name, Step step) throws IOException;
  }

  private final LanguageDataSection data;
  private final LanguageCorpus corpus;
  private final Consumer<String> log;

  TextPreparation(LanguageDataSection data, LanguageCorpus corpus, Consumer<String> log) {
    this.data = data;
    this.corpus = corpus;
    this.log = log;
  }

  /** What the folder says that it is; a folder made with other settings says something else. */
  static String kind(LanguageDataSection data) {
    String corpus = data.corpus().name().toLowerCase(Locale.ROOT);
    return data.corpus() == Corpus.TEXT
        ? corpus + " " + data.unit().name().toLowerCase(Locale.ROOT)
        : corpus;
  }

  /**
   * Fills an existing folder.
   *
   * @param path where the corpus lies
   * @throws org.srupp.recipes.corpora.CorpusException if the text is missing, damaged or not the
   *     official release
   */
  void fill(Path folder, Path path, Steps steps) throws IOException {
    LanguageSplits splits = corpus.open(path, folder);
    steps.run(
        "vocabulary",
        () ->
            TextVocabularies.make(data, splits, folder)
                .write(folder.resolve(LanguageModelFolder.VOCABULARY)));
    CorpusVocabulary vocabulary =
        CorpusVocabulary.read(folder.resolve(LanguageModelFolder.VOCABULARY));
    if (data.corpus() == Corpus.BILLION_WORD) {
      for (int i = 0; i < splits.train().size(); i++) {
        String name = String.format(Locale.ROOT, "train-%05d", i + 1);
        tokens(folder, name, List.of(splits.train().get(i)), vocabulary, steps);
      }
    } else {
      tokens(folder, "train", splits.train(), vocabulary, steps);
    }
    tokens(folder, "valid", splits.valid(), vocabulary, steps);
    if (!splits.test().isEmpty()) {
      tokens(folder, "test", splits.test(), vocabulary, steps);
    }
    corpus.expected().require(path, counts(folder, vocabulary));
    Files.writeString(folder.resolve(KIND), kind(data) + "\n");
    Files.write(folder.resolve(INPUTS), splits.inputs().stream().map(Path::toString).toList());
  }

  private void tokens(
      Path folder, String name, List<TextPart> parts, CorpusVocabulary vocabulary, Steps steps)
      throws IOException {
    steps.run(
        name,
        () -> {
          log.accept("reading " + name);
          TextTokens.write(parts, data.corpus(), vocabulary, folder.resolve(name + TOKENS));
        });
  }

  private static LanguageCounts counts(Path folder, CorpusVocabulary vocabulary)
      throws IOException {
    return new LanguageCounts(
        vocabulary.size(),
        count(PreparedText.trainFiles(folder)),
        count(List.of(folder.resolve("valid" + TOKENS))),
        count(List.of(folder.resolve("test" + TOKENS))));
  }

  private static long count(List<Path> files) throws IOException {
    long tokens = 0;
    for (Path file : new ArrayList<>(files)) {
      if (Files.exists(file)) {
        try (TokenFile opened = TokenFile.open(file)) {
          tokens += opened.tokens();
        }
      }
    }
    return tokens;
  }
}
