package org.srupp.recipes.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * A corpus as training reads it, mapped into memory.
 *
 * @param vocabulary its tokens
 * @param train one file, or many of sentences
 * @param valid one file
 * @param test none or one
 */
public record PreparedText(
    CorpusVocabulary vocabulary, List<TokenFile> train, TokenFile valid, Optional<TokenFile> test)
    implements AutoCloseable {

  static final String TOKENS = ".tokens";

  static List<Path> trainFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.startsWith("train") && name.endsWith(TOKENS);
              })
          .sorted()
          .toList();
    }
  }

  /**
   * Opens a folder.
   *
   * @throws IllegalArgumentException if vocabulary and tokens are not of each other
   * @throws IOException if a file is missing or damaged
   */
  static PreparedText open(Path folder) throws IOException {
    CorpusVocabulary vocabulary =
        CorpusVocabulary.read(folder.resolve(LanguageModelFolder.VOCABULARY));
    List<TokenFile> opened = new ArrayList<>();
    try {
      for (Path file : trainFiles(folder)) {
        opened.add(open(file, vocabulary));
      }
      List<TokenFile> train = List.copyOf(opened);
      if (train.isEmpty()) {
        throw new IOException(
            folder
                + ": has no train"
                + TOKENS
                + ", expected the training text as a preparation writes it; prepare the corpus"
                + " again");
      }
      TokenFile valid = open(folder.resolve("valid" + TOKENS), vocabulary);
      opened.add(valid);
      Path test = folder.resolve("test" + TOKENS);
      Optional<TokenFile> tested =
          Files.exists(test) ? Optional.of(open(test, vocabulary)) : Optional.empty();
      return new PreparedText(vocabulary, train, valid, tested);
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

  /** Tokens to train on. */
  long trainTokens() {
    return train.stream().mapToLong(TokenFile::tokens).sum();
  }

  @Override
  public void close() {
    train.forEach(TokenFile::close);
    valid.close();
    test.ifPresent(TokenFile::close);
  }
}
