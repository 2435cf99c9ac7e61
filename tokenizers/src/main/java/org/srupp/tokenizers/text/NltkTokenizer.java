package org.srupp.tokenizers.text;

/**
 * Words as NLTK's {@code word_tokenize} cuts them, the preparation of the SRU++ paper's
 * translations: double quotes become {@code ``} and {@code ''}, contractions are parted ({@code do
 * n't}, {@code it 's}, {@code can not}, {@code gon na}), marks stand alone, a full stop only at the
 * end of a sentence. English rules for every language, as there.
 *
 * <p>White space is collapsed first. NLTK splits sentences with a trained model that is not here;
 * {@link NltkSentences} stands in for it, and {@code docs/testing.md} says how often the two
 * disagree. Detokenising is by rules and does not bring back every blank.
 */
public record NltkTokenizer() implements WordTokenizer {
  @Override
  public String tokenize(String line) {
    StringBuilder out = new StringBuilder(line.length() + line.length() / 4);
    NltkSentences.split(
        WhiteSpace.collapse(line), sentence -> out.append(NltkWords.parted(sentence)).append(' '));
    return WhiteSpace.collapse(out.toString());
  }

  @Override
  public String detokenize(String line) {
    return NltkDetokenizer.detokenize(line);
  }
}
