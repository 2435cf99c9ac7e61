package org.srupp.tokenizers.text;

/**
 * Cuts a line of raw text into words with blanks between them, and undoes that. Implementations are
 * immutable and total: every string has a result.
 */
public interface WordTokenizer {
  /** The words of a raw line with single blanks between them; no blank at either end. */
  String tokenize(String line);

  /**
   * The text of a tokenised line. Where blanks stood cannot always be known; each kind says how
   * sure it is.
   */
  String detokenize(String line);
}
