package org.srupp.recipes.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.seq2seq.checkpoint.TemporaryFolder;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * A text as ids on disk: a prepared one where it lies, any other in a temporary file that goes when
 * this is closed, so that memory does not depend on its length.
 */
record EvaluationText(TokenFile tokens, TemporaryFolder temporary) implements AutoCloseable {

  /**
   * Opens or makes the ids.
   *
   * @throws IllegalArgumentException if the vocabulary of prepared text is not the model's
   * @throws CorpusException if a text has a token that the model's vocabulary lacks; says where
   */
  static EvaluationText open(Path data, LoadedLanguageModel loaded) throws IOException {
    if (Files.isRegularFile(data.resolve("valid" + PreparedText.TOKENS))) {
      requireSame(data, loaded.vocabulary());
      Path test = data.resolve("test" + PreparedText.TOKENS);
      Path file = Files.exists(test) ? test : data.resolve("valid" + PreparedText.TOKENS);
      return new EvaluationText(prepared(file, loaded.vocabulary()), null);
    }
    if (!Files.isRegularFile(data)) {
      throw new CorpusException(
          Files.isDirectory(data)
              ? data + " is a folder without prepared text; give a text file"
              : "no such file: " + data);
    }
    if (data.getFileName().toString().endsWith(PreparedText.TOKENS)) {
      return new EvaluationText(prepared(data, loaded.vocabulary()), null);
    }
    return written(data, loaded);
  }

  private static EvaluationText written(Path data, LoadedLanguageModel loaded) throws IOException {
    TemporaryFolder folder = TemporaryFolder.create("evaluate");
    Path file = folder.path().resolve("text" + PreparedText.TOKENS);
    try {
      TextTokens.write(
          List.of(new FilePart(data)), loaded.description().corpus(), loaded.vocabulary(), file);
      TokenFile tokens = TokenFile.open(file);
      if (tokens.tokens() < 2) {
        tokens.close();
        throw new CorpusException(
            data + " has " + tokens.tokens() + " tokens; at least 2 are needed to predict one");
      }
      return new EvaluationText(tokens, folder);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static TokenFile prepared(Path file, CorpusVocabulary vocabulary) throws IOException {
    TokenFile opened = TokenFile.open(file);
    if (opened.vocabularySize() != vocabulary.size()) {
      int found = opened.vocabularySize();
      opened.close();
      throw new IllegalArgumentException(
          file
              + " was prepared with a vocabulary of "
              + found
              + " tokens, the model's has "
              + vocabulary.size()
              + "; prepare the text with the model's vocabulary, or give the text itself");
    }
    return opened;
  }

  private static void requireSame(Path folder, CorpusVocabulary own) throws IOException {
    Path file = folder.resolve(LanguageModelFolder.VOCABULARY);
    CorpusVocabulary other = CorpusVocabulary.read(file);
    int common = Math.min(own.size(), other.size());
    int id = 0;
    while (id < common && own.symbol(id).equals(other.symbol(id))) {
      id++;
    }
    if (id < own.size() || id < other.size()) {
      throw new IllegalArgumentException(
          file
              + " is not the model's vocabulary: token "
              + id
              + " is "
              + symbol(other, id)
              + ", in the model "
              + symbol(own, id)
              + "; prepare the text with the model's vocabulary, or give the text itself");
    }
  }

  private static String symbol(CorpusVocabulary vocabulary, int id) {
    return id < vocabulary.size() ? vocabulary.symbol(id) : "not there";
  }

  @Override
  public void close() throws IOException {
    tokens.close();
    if (temporary != null) {
      temporary.close();
    }
  }
}
