package org.srupp.seq2seq.train;

/**
 * Losses summed over the target tokens of some batches.
 *
 * @param nats sum of -log p(target), without label smoothing
 * @param smoothedNats sum of the objective that training minimises
 * @param tokens number of target tokens
 */
public record Loss(double nats, double smoothedNats, long tokens) {
  /** Nothing yet. */
  public static final Loss NONE = new Loss(0, 0, 0);

  /** Both together. */
  public Loss plus(Loss other) {
    return new Loss(nats + other.nats, smoothedNats + other.smoothedNats, tokens + other.tokens);
  }

  /** Mean of {@link #nats}; NaN without tokens. */
  public double natsPerToken() {
    return nats / tokens;
  }

  /** Mean of {@link #smoothedNats}; NaN without tokens. */
  public double smoothedNatsPerToken() {
    return smoothedNats / tokens;
  }

  /** exp of {@link #natsPerToken}. */
  public double perplexity() {
    return Math.exp(natsPerToken());
  }
}
