package org.srupp.seq2seq.decode;

/**
 * An output of a search.
 *
 * @param tokens ids, a forced prefix included, without SOS and EOS
 * @param score what ranks it: the log-probability after length normalisation
 * @param logProbability sum of {@code tokenLogProbs}, nats
 * @param tokenLogProbs natural logarithm of the model's probability of each token, in order, that
 *     of EOS last if it ended
 * @param ended whether EOS ended it; otherwise it was cut at the maximum length
 */
public record Hypothesis(
    int[] tokens, double score, double logProbability, double[] tokenLogProbs, boolean ended) {

  /** The output for an empty source, which no model is asked about: no tokens, certainly. */
  static final Hypothesis EMPTY = new Hypothesis(new int[0], 0, 0, new double[0], true);
}
