package org.srupp.tokenizers.sentencepiece;

/**
 * How a line is normalised, in training and in use.
 *
 * @param rule what happens to characters
 * @param addDummyPrefix whether a blank goes in front of the line, so that its first word looks
 *     like the others
 * @param removeExtraWhitespaces whether blanks at both ends go and runs of blanks become one; must
 *     be off if decoding is to give back the very line
 */
public record Normalization(
    NormalizationRule rule, boolean addDummyPrefix, boolean removeExtraWhitespaces) {
  /** What {@code spm_train} does unless told otherwise. */
  public static final Normalization DEFAULT =
      new Normalization(NormalizationRule.NMT_NFKC, true, true);

  /** Nothing that decoding could not undo: any text comes back as it was, with byte fallback. */
  public static final Normalization LOSSLESS =
      new Normalization(NormalizationRule.IDENTITY, true, false);
}
