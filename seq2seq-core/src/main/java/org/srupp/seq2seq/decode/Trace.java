package org.srupp.seq2seq.decode;

/**
 * A token and what came before it. Hypotheses share the traces of their common beginning, so
 * extending one costs a single object.
 *
 * @param before null at the first token
 * @param token id
 * @param logProb of the token given what came before, nats
 * @param total sum of logProb up to here
 * @param length tokens up to here
 */
record Trace(Trace before, int token, double logProb, double total, int length) {

  /** The total of a trace extended by a token. */
  static double extend(Trace before, double logProb) {
    return before == null ? logProb : before.total + logProb;
  }

  static Trace of(Trace before, int token, double logProb) {
    return new Trace(
        before, token, logProb, extend(before, logProb), before == null ? 1 : before.length + 1);
  }

  /** The token to feed next; SOS before the first. */
  static int last(Trace trace, int sos) {
    return trace == null ? sos : trace.token;
  }

  Hypothesis toHypothesis(double score, boolean ended, boolean withProbabilities) {
    int[] tokens = new int[ended ? length - 1 : length];
    double[] logProbs = new double[withProbabilities ? length : 0];
    int i = length - 1;
    for (Trace at = this; at != null; at = at.before, i--) {
      if (i < tokens.length) {
        tokens[i] = at.token;
      }
      if (withProbabilities) {
        logProbs[i] = at.logProb;
      }
    }
    return new Hypothesis(tokens, score, total, logProbs, ended);
  }
}
