package org.srupp.recipes.config;

import java.util.Locale;

/**
 * Which training pairs are left out, besides those without text on one side; words are what stands
 * between white space. Every filter is off by default.
 *
 * @param minWords fewest words of either side; 0 for no limit
 * @param maxWords most words of either side; 0 for no limit
 * @param maxRatio most words of one side for each word of the other; 0 for no limit
 * @param dropDuplicates whether a pair that occurred before, both lines the same, is left out
 * @param sourceScript Unicode name of the script of which at least half of the source's letters
 *     must be, as in {@code latin}; empty for any
 * @param targetScript likewise of the target
 */
public record FilterSection(
    int minWords,
    int maxWords,
    double maxRatio,
    boolean dropDuplicates,
    String sourceScript,
    String targetScript) {

  public FilterSection {
    new Constraints()
        .atLeast("minWords", 0, minWords)
        .atLeast("maxWords", 0, maxWords)
        .require(
            maxWords == 0 || maxWords >= minWords,
            "maxWords must be 0 or at least minWords = " + minWords + ", found " + maxWords,
            "maxWords",
            "minWords")
        .require(
            maxRatio == 0 || maxRatio >= 1,
            "maxRatio must be 0 or at least 1, found " + maxRatio,
            "maxRatio")
        .require(isScript(sourceScript), script("sourceScript", sourceScript), "sourceScript")
        .require(isScript(targetScript), script("targetScript", targetScript), "targetScript")
        .check();
  }

  private static boolean isScript(String name) {
    try {
      return name.isEmpty() || Character.UnicodeScript.forName(name) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String script(String key, String found) {
    return key
        + " must be the Unicode name of a script, as in latin, cyrillic or han, found "
        + found.toLowerCase(Locale.ROOT);
  }
}
