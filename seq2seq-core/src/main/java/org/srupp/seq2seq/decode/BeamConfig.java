package org.srupp.seq2seq.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * How a beam ranks.
 *
 * @param beam hypotheses kept for a sentence; the paper: 5
 * @param nBest hypotheses returned for a sentence, best first, at most {@code beam}
 * @param normalization what makes scores of different lengths comparable; the paper: {@link
 *     LengthNormalization#NONE}
 * @param alpha its exponent, from 0; without effect for NONE
 */
public record BeamConfig(int beam, int nBest, LengthNormalization normalization, double alpha) {

  /** The beam of the paper's IWSLT'14 runs. */
  public static final BeamConfig PAPER = new BeamConfig(5, 1, LengthNormalization.NONE, 0);

  /**
   * @throws IllegalArgumentException if a number is out of range; the message has all of them
   */
  public BeamConfig {
    List<String> wrong = new ArrayList<>();
    if (beam < 1) {
      wrong.add("beam must be at least 1, found " + beam);
    }
    if (nBest < 1 || nBest > beam) {
      wrong.add("nBest must be in [1, beam = " + beam + "], found " + nBest);
    }
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      wrong.add("alpha must be a number from 0, found " + alpha);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("beam search: " + String.join("; ", wrong));
    }
  }

  /** The score of a hypothesis of the given length, EOS included. */
  double score(double logProbability, int length) {
    return logProbability / normalization.divisor(length, alpha);
  }
}
