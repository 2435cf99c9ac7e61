package org.srupp.eval;

/**
 * The settings of {@link Chrf}.
 *
 * @param charOrder length of the longest character n-gram; 0 for none
 * @param wordOrder length of the longest word n-gram; 0 for none, 2 for chrF++
 * @param beta how many times as much recall weighs as precision
 * @param lowercase whether both texts are lower-cased first
 * @param whitespace whether white space counts among the characters
 * @param epsSmoothing whether an order without n-grams counts as nearly 0, as chrF++.py has it,
 *     rather than not at all
 */
public record ChrfConfig(
    int charOrder,
    int wordOrder,
    double beta,
    boolean lowercase,
    boolean whitespace,
    boolean epsSmoothing) {

  /** What sacreBLEU does when nothing is said: chrF2 of 6 characters, no words, case kept. */
  public static final ChrfConfig DEFAULTS = new ChrfConfig(6, 0, 2, false, false, false);

  /**
   * Checks orders and beta.
   *
   * @throws IllegalArgumentException if an order or beta is negative, or if beta is not finite
   */
  public ChrfConfig {
    if (charOrder < 0 || wordOrder < 0) {
      throw new IllegalArgumentException(
          "charOrder and wordOrder must be at least 0, found " + charOrder + " and " + wordOrder);
    }
    if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta must be finite and at least 0, found " + beta);
    }
  }

  /** How many orders there are, those of characters first. */
  int orders() {
    return charOrder + wordOrder;
  }

  /** These settings with another longest character n-gram. */
  public ChrfConfig withCharOrder(int other) {
    return new ChrfConfig(other, wordOrder, beta, lowercase, whitespace, epsSmoothing);
  }

  /** These settings with another longest word n-gram. */
  public ChrfConfig withWordOrder(int other) {
    return new ChrfConfig(charOrder, other, beta, lowercase, whitespace, epsSmoothing);
  }

  /** These settings with another weight of recall. */
  public ChrfConfig withBeta(double other) {
    return new ChrfConfig(charOrder, wordOrder, other, lowercase, whitespace, epsSmoothing);
  }

  /** These settings with case kept or not. */
  public ChrfConfig withLowercase(boolean other) {
    return new ChrfConfig(charOrder, wordOrder, beta, other, whitespace, epsSmoothing);
  }

  /** These settings with white space counted or not. */
  public ChrfConfig withWhitespace(boolean other) {
    return new ChrfConfig(charOrder, wordOrder, beta, lowercase, other, epsSmoothing);
  }

  /** These settings with empty orders smoothed or left out. */
  public ChrfConfig withEpsSmoothing(boolean other) {
    return new ChrfConfig(charOrder, wordOrder, beta, lowercase, whitespace, other);
  }
}
