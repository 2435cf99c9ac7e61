package org.srupp.recipes.translation;

/**
 * What is asked of a search beyond the model's own settings.
 *
 * @param minLength least pieces of a translation, the end not counted
 * @param nBest translations wanted for each line; more than 1 needs a beam at least as wide
 * @param scored whether the scores are needed; without, a beam of 1 skips the softmax
 */
public record SearchOptions(int minLength, int nBest, boolean scored) {
  /** One translation of any length. */
  public static final SearchOptions BEST = new SearchOptions(0, 1, false);
}
