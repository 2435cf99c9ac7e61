package org.srupp.recipes.corpora;

import java.lang.Character.UnicodeScript;

/**
 * Which pairs are left out. Words are counted at white space.
 *
 * @param minWords fewest words of either side; 0 for no limit
 * @param maxWords most words of either side; 0 for no limit
 * @param maxRatio most words of one side for each word of the other; 0 for no limit
 * @param dropDuplicates whether a pair that occurred before, both lines the same, is left out
 * @param sourceScript script of which at least half of the source's letters must be; null for any
 * @param targetScript likewise of the target
 */
public record FilterConfig(
    int minWords,
    int maxWords,
    double maxRatio,
    boolean dropDuplicates,
    UnicodeScript sourceScript,
    UnicodeScript targetScript) {

  /** Keeps every pair. */
  public static final FilterConfig NONE = new FilterConfig(0, 0, 0, false, null, null);
}
