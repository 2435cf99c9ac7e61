package org.srupp.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Short spellings of {@code data.filter.…}. */
final class FilterOptions {
  private static final Map<String, String> KEYS =
      Map.of(
          "--min-words", "data.filter.minWords",
          "--max-words", "data.filter.maxWords",
          "--max-ratio", "data.filter.maxRatio",
          "--drop-duplicates", "data.filter.dropDuplicates",
          "--src-script", "data.filter.sourceScript",
          "--tgt-script", "data.filter.targetScript");

  @Option(
      names = "--min-words",
      paramLabel = "N",
      description = "Leave out training pairs with fewer words on a side.")
  private String minWords;

  @Option(
      names = "--max-words",
      paramLabel = "N",
      description = "Leave out training pairs with more words on a side.")
  private String maxWords;

  @Option(
      names = "--max-ratio",
      paramLabel = "X",
      description = "Leave out those with more words on one side for each of the other.")
  private String maxRatio;

  @Option(
      names = "--drop-duplicates",
      description = "Leave out pairs that occurred before, both lines the same.")
  private boolean dropDuplicates;

  @Option(
      names = "--src-script",
      paramLabel = "NAME",
      description = "Leave out pairs whose source is mostly in another script, as in cyrillic.")
  private String sourceScript;

  @Option(names = "--tgt-script", paramLabel = "NAME", description = "Likewise of the target.")
  private String targetScript;

  /** As overrides of the recipe. */
  List<String> overrides() {
    List<String> overrides = new ArrayList<>();
    given().forEach((option, value) -> overrides.add(KEYS.get(option) + "=" + value));
    return overrides;
  }

  /** The values of the options that are given, by name. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("--min-words", minWords);
    given.put("--max-words", maxWords);
    given.put("--max-ratio", maxRatio);
    given.put("--drop-duplicates", dropDuplicates ? "true" : null);
    given.put("--src-script", sourceScript);
    given.put("--tgt-script", targetScript);
    given.values().removeIf(Objects::isNull);
    return given;
  }
}
