package org.srupp.seq2seq.decode;

/**
 * What a sum of log-probabilities is divided by to become a score. The length n counts the tokens
 * after SOS, EOS included; hypotheses are compared by their scores at all times, live ones at the
 * length they have.
 */
public enum LengthNormalization {
  /** Nothing: the paper's choice, which favours short outputs. */
  NONE {
    @Override
    double divisor(int length, double alpha) {
      return 1;
    }
  },

  /** n^alpha: the average with alpha 1, fairseq's {@code lenpen}. */
  AVERAGE {
    @Override
    double divisor(int length, double alpha) {
      return Math.pow(length, alpha);
    }
  },

  /** ((5 + n) / 6)^alpha: equation 14 of Wu et al. 2016, arXiv 1609.08144. */
  GNMT {
    @Override
    double divisor(int length, double alpha) {
      return Math.pow((5 + length) / 6.0, alpha);
    }
  };

  /** The divisor at length n, at least 1 and never falling with n. */
  abstract double divisor(int length, double alpha);
}
