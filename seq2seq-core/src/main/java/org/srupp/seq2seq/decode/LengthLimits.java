package org.srupp.seq2seq.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * How long an output may be. Lengths count the tokens after SOS, EOS included; a hypothesis that
 * reaches the maximum without EOS is cut. A forced prefix comes on top of the maximum.
 *
 * @param minLength EOS is not allowed before this length; 1 allows an empty output
 * @param maxLength most tokens whatever the source; the paper: 124 (125 with SOS)
 * @param perSourceToken a in the second maximum, a S + b, for a source of S ids
 * @param beyondSource b in the second maximum
 */
public record LengthLimits(int minLength, int maxLength, double perSourceToken, int beyondSource) {

  /** The limits of the paper's IWSLT'14 runs. */
  public static final LengthLimits PAPER = absolute(124);

  /**
   * @throws IllegalArgumentException if a number is out of range; the message has all of them
   */
  public LengthLimits {
    List<String> wrong = new ArrayList<>();
    if (maxLength < 1) {
      wrong.add("maxLength must be at least 1, found " + maxLength);
    }
    if (minLength < 1 || minLength > maxLength) {
      wrong.add(
          "minLength must be in [1, maxLength = "
              + maxLength
              + "] (EOS counts), found "
              + minLength);
    }
    if (!(perSourceToken >= 0 && perSourceToken < Double.POSITIVE_INFINITY)) {
      wrong.add("perSourceToken must be a number from 0, found " + perSourceToken);
    }
    if (beyondSource < 1) {
      wrong.add("beyondSource must be at least 1, found " + beyondSource);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("length limits: " + String.join("; ", wrong));
    }
  }

  /** Up to so many tokens, whatever the source. */
  public static LengthLimits absolute(int maxLength) {
    return new LengthLimits(1, maxLength, 0, Integer.MAX_VALUE);
  }

  /**
   * The most tokens for a source of so many ids: min(maxLength, floor(a S + b)), but not below
   * minLength.
   */
  public int maximum(int sourceLength) {
    double bySource = Math.floor(perSourceToken * sourceLength + beyondSource);
    return (int) Math.max(minLength, Math.min(maxLength, bySource));
  }
}
