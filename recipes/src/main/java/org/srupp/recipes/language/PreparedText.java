package org.srupp.recipes.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * A corpus as training reads it, mapped into memory.
 *
 * @param vocabulary its tokens
 * @param train one file, or many of sentences
 * @param valid one file
 * @param test none or one
 * @param inputs files whose hashes identify the data
 */
public record PreparedText(
    CorpusVocabulary vocabulary,
    List<TokenFile> train,
    TokenFile valid,
    Optional<TokenFile> test,
    List<Path> inputs)
    implements AutoCloseable {

  /** Whether a folder was filled by preparing a text. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TextPreparation.KIND));
  }

  static List<Path> trainFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.startsWith("train") && name.endsWith(TextPreparation.TOKENS);
              })
          .sorted()
          .toList();
    }
  }

  /**
   * Opens a folder.
   *
   * @throws IllegalArgumentException if it is of another corpus, or vocabulary and tokens are not
   *     of each other
   * @throws IOException if a file is missing or damaged
   */
  static PreparedText open(Path folder, LanguageDataSection data) throws IOException {
    String kind = Files.readString(folder.resolve(TextPreparation.KIND)).strip();
    String expected = TextPreparation.kind(data);
    if (!kind.equals(expected)) {
      throw new IllegalArgumentException(
          folder
              + " was prepared as "
              + kind
              + ", the recipe reads "
              + expected
              + "; prepare the corpus with this recipe");
    }
    CorpusVocabulary vocabulary =
        CorpusVocabulary.read(folder.resolve(LanguageModelFolder.VOCABULARY));
    List<TokenFile> opened = new ArrayList<>();
    try {
      for (Path file : trainFiles(folder)) {
        opened.add(open(file, vocabulary));
      }
      List<TokenFile> train = List.copyOf(opened);
      TokenFile valid = open(folder.resolve("valid" + TextPreparation.TOKENS), vocabulary);
      opened.add(valid);
      Path test = folder.resolve("test" + TextPreparation.TOKENS);
      Optional<TokenFile> tested =
          Files.exists(test) ? Optional.of(open(test, vocabulary)) : Optional.empty();
      return new PreparedText(vocabulary, train, valid, tested, inputs(folder));
    } catch (IOException | RuntimeException e) {
      opened.forEach(TokenFile::close);
      throw e;
    }
  }

  private static TokenFile open(Path file, CorpusVocabulary vocabulary) throws IOException {
    TokenFile opened = TokenFile.open(file);
    if (opened.vocabularySize() != vocabulary.size()) {
      int found = opened.vocabularySize();
      opened.close();
      throw new IllegalArgumentException(
          file
              + " was written for a vocabulary of "
              + found
              + " tokens, the one beside it has "
              + vocabulary.size()
              + "; prepare the corpus again");
    }
    return opened;
  }

  private static List<Path> inputs(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve(TextPreparation.INPUTS)).stream()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .toList();
  }

  /** Tokens to train on. */
  long trainTokens() {
    return train.stream().mapToLong(TokenFile::tokens).sum();
  }

  /** Equal for equal texts. */
  List<String> fingerprints() {
    List<String> lines = new ArrayList<>();
    train.forEach(file -> lines.add(file.fingerprint()));
    lines.add(valid.fingerprint());
    test.ifPresent(file -> lines.add(file.fingerprint()));
    return lines;
  }

  @Override
  public void close() {
    train.forEach(TokenFile::close);
    valid.close();
    test.ifPresent(TokenFile::close);
  }
}
