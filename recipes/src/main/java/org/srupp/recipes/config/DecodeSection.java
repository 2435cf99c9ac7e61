package org.srupp.recipes.config;

/**
 * The search for a translation. A translation of S source pieces has at most {@code maxLengthFactor
 * * S + maxLengthOffset} pieces.
 *
 * @param beam hypotheses kept; 1 is greedy
 * @param validationBeam the same in validation during training
 * @param lengthNormalization what a finished hypothesis's log-probability is divided by
 * @param lengthPenalty exponent alpha of the normalisation
 * @param maxLengthFactor a of the length limit
 * @param maxLengthOffset b of the length limit; at least 1, room for EOS
 * @param batchSentences most sentences searched at once
 * @param batchTokens most padded source pieces searched at once
 */
public record DecodeSection(
    int beam,
    int validationBeam,
    LengthNormalization lengthNormalization,
    double lengthPenalty,
    double maxLengthFactor,
    int maxLengthOffset,
    int batchSentences,
    int batchTokens) {

  /** Nothing; length^alpha; or ((5 + length) / 6)^alpha of Wu et al. 2016. */
  public enum LengthNormalization {
    NONE,
    AVERAGE,
    GNMT
  }

  public DecodeSection {
    new Constraints()
        .atLeast("beam", 1, beam)
        .atLeast("validationBeam", 1, validationBeam)
        .notNegative("lengthPenalty", lengthPenalty)
        .notNegative("maxLengthFactor", maxLengthFactor)
        .atLeast("maxLengthOffset", 1, maxLengthOffset)
        .atLeast("batchSentences", 1, batchSentences)
        .atLeast("batchTokens", 1, batchTokens)
        .check();
  }

  /** The same with other numbers of hypotheses. */
  public DecodeSection withBeam(int hypotheses) {
    return new DecodeSection(
        hypotheses,
        validationBeam,
        lengthNormalization,
        lengthPenalty,
        maxLengthFactor,
        maxLengthOffset,
        batchSentences,
        batchTokens);
  }
}
