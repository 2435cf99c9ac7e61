package org.srupp.recipes;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Short spellings of {@code data.filter.…}. */
final class FilterOptions {
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

  List<String> overrides() {
    List<String> overrides = new ArrayList<>();
    override(overrides, "minWords", minWords);
    override(overrides, "maxWords", maxWords);
    override(overrides, "maxRatio", maxRatio);
    override(overrides, "dropDuplicates", dropDuplicates ? "true" : null);
    override(overrides, "sourceScript", sourceScript);
    override(overrides, "targetScript", targetScript);
    return overrides;
  }

  private static void override(List<String> overrides, String key, String value) {
    if (value != null) {
      overrides.add("data.filter." + key + "=" + value);
    }
  }
}
