package org.srupp.tokenizers.text;

/**
 * What happens to a line before its words are cut into pieces: lower case and words, in the order
 * of the usual preparations. {@link Kind#NLTK} lower-cases first, as that of the SRU++ paper;
 * {@link Kind#MOSES} last and writes entities, as that of fairseq.
 *
 * @param kind how words are cut
 * @param language of {@link Kind#MOSES}; the others do not read it
 * @param lowercase whether text is lower-cased
 */
public record WordRules(Kind kind, TextLanguage language, boolean lowercase) {
  /** The word tokenizers. */
  public enum Kind {
    /** White space parts words. */
    NONE,
    /** {@link MosesTokenizer}, hyphens kept. */
    MOSES,
    /** {@link NltkTokenizer}. */
    NLTK
  }

  /** The words of a raw line with single blanks between them; total. */
  public String tokenize(String line) {
    String text = TextNormalizer.repairSurrogates(line);
    return switch (kind) {
      case NONE -> WhiteSpace.collapse(cased(text));
      case NLTK -> new NltkTokenizer().tokenize(cased(text));
      case MOSES -> cased(moses().tokenize(text));
    };
  }

  /** The text of such words, as far as the kind can tell where blanks stood. */
  public String detokenize(String words) {
    return switch (kind) {
      case NONE -> words;
      case NLTK -> new NltkTokenizer().detokenize(words);
      case MOSES -> moses().detokenize(words);
    };
  }

  private MosesTokenizer moses() {
    return new MosesTokenizer(language, true, false);
  }

  private String cased(String text) {
    return lowercase ? TextNormalizer.lower(text) : text;
  }
}
