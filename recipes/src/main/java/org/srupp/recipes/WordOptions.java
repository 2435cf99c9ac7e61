package org.srupp.recipes;

import java.util.List;
import java.util.Optional;
import org.srupp.tokenizers.text.MosesTokenizer;
import org.srupp.tokenizers.text.NltkTokenizer;
import org.srupp.tokenizers.text.TextLanguage;
import org.srupp.tokenizers.text.WordTokenizer;
import picocli.CommandLine.Option;

/** Options that choose how words are cut; the same to tokenize and to detokenize. */
final class WordOptions {
  @Option(
      names = "--moses",
      paramLabel = "LANGUAGE",
      description = "Words as the Moses tokenizer cuts them: ${COMPLETION-CANDIDATES}.")
  private TextLanguage moses;

  @Option(names = "--nltk", description = "Words as NLTK's word_tokenize cuts them.")
  private boolean nltk;

  /** Whether words are cut before text is lower-cased, as the usual preparations do. */
  boolean isMoses() {
    return moses != null;
  }

  void check(List<String> wrong) {
    if (moses != null && nltk) {
      wrong.add("--moses and --nltk exclude each other");
    }
  }

  Optional<WordTokenizer> tokenizer(boolean escape, boolean splitHyphens) {
    if (moses != null) {
      return Optional.of(new MosesTokenizer(moses, escape, splitHyphens));
    }
    return nltk ? Optional.of(new NltkTokenizer()) : Optional.empty();
  }
}
