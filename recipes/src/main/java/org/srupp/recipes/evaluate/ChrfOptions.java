package org.srupp.recipes.evaluate;

import org.srupp.eval.ChrfConfig;
import picocli.CommandLine.Option;

/** The options of {@code evaluate} that change chrF, with sacreBLEU's names and defaults. */
final class ChrfOptions {
  @Option(
      names = {"-cc", "--chrf-char-order"},
      paramLabel = "N",
      description = "Longest character n-gram of chrF; default 6.")
  private int charOrder = ChrfConfig.DEFAULTS.charOrder();

  @Option(
      names = {"-cw", "--chrf-word-order"},
      paramLabel = "N",
      description = "Longest word n-gram of chrF; default 0, and 2 makes it chrF++.")
  private int wordOrder = ChrfConfig.DEFAULTS.wordOrder();

  @Option(
      names = "--chrf-beta",
      paramLabel = "X",
      description = "Weight of recall in chrF; default 2.")
  private double beta = ChrfConfig.DEFAULTS.beta();

  @Option(names = "--chrf-whitespace", description = "Count white space in chrF's n-grams.")
  private boolean whitespace;

  @Option(names = "--chrf-lowercase", description = "Lower-case both sides for chrF.")
  private boolean lowercase;

  @Option(
      names = "--chrf-eps-smoothing",
      description = "Smooth chrF's empty orders as chrF++.py and NLTK do.")
  private boolean epsSmoothing;

  /**
   * The settings.
   *
   * @throws IllegalArgumentException if a value cannot be
   */
  ChrfConfig config() {
    return new ChrfConfig(charOrder, wordOrder, beta, lowercase, whitespace, epsSmoothing);
  }
}
