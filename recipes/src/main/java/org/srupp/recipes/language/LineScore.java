package org.srupp.recipes.language;

/**
 * How likely a line is.
 *
 * @param logProbability natural logarithm of the probability of the line and its end
 * @param tokens of the line, its end included
 */
public record LineScore(double logProbability, int tokens) {
  /** exp of the mean loss of a token. */
  public double perplexity() {
    return Math.exp(-logProbability / tokens);
  }
}
