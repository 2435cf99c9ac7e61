package org.srupp.recipes.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code evaluate} that say how scores are printed, with sacreBLEU's names. */
final class OutputOptions {
  private static final String FORMAT_VARIABLE = "SACREBLEU_FORMAT";

  @Option(
      names = {"-sl", "--sentence-level"},
      description = "Print a score for every line.")
  private boolean sentenceLevel;

  @Option(
      names = {"-sh", "--short"},
      description = "Print short signatures.")
  private boolean brief;

  @Option(
      names = {"-b", "--score-only"},
      description = "Print the number only.")
  private boolean scoreOnly;

  @Option(
      names = {"-w", "--width"},
      paramLabel = "N",
      description = "Digits after the point; default 1.")
  private int width = 1;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORM",
      description =
          "Output: json (default), text, or latex for a table of systems; the environment's SACREBLEU_FORMAT goes before.")
  private String format = "json";

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no notes.")
  private boolean quiet;

  @Option(
      names = {"-nc", "--no-color"},
      description = "Taken for sacreBLEU's sake; nothing is coloured here.")
  private boolean colorless;

  /** Adds a sentence for every option that cannot be. */
  void check(List<String> wrong) {
    try {
      OutputFormat.of(format);
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
    if (width < 0) {
      wrong.add("--width must be at least 0, found " + width);
    }
  }

  OutputFormat format(Map<String, String> environment) {
    String before = environment.getOrDefault(FORMAT_VARIABLE, "").toLowerCase(Locale.ROOT);
    Optional<OutputFormat> known = OutputFormat.find(before);
    return known.orElseGet(() -> OutputFormat.of(format));
  }

  boolean sentenceLevel() {
    return sentenceLevel;
  }

  boolean brief() {
    return brief;
  }

  boolean scoreOnly() {
    return scoreOnly;
  }

  int width() {
    return width;
  }

  boolean quiet() {
    return quiet;
  }
}
