package org.srupp.recipes.run;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A run that is put beside others, trained or still in training.
 *
 * @param name what tables and charts call it; runs of one name belong together
 * @param folder as the user gave it
 * @param records the log so far, in order, at least one
 */
public record ComparedRun(String name, Path folder, RunCard card, List<MetricsRecord> records) {
  private static final YAMLMapper YAML = new YAMLMapper();

  public ComparedRun {
    records = List.copyOf(records);
  }

  /**
   * Reads a run folder, which its training may go on writing, under the name of its recipe.
   *
   * @throws IllegalArgumentException if there is no run or it has logged nothing; the message says
   *     what to do
   * @throws java.io.UncheckedIOException if a file of it is damaged or cannot be read
   */
  public static ComparedRun read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + " is no folder: name the folder of a run, as given to train --out");
    }
    if (!RunFolder.holdsRun(folder)) {
      throw new IllegalArgumentException(
          folder
              + " holds no run (no "
              + RunFolder.RECIPE
              + "): name the folder of a run, as given to train --out");
    }
    Path log = folder.resolve(RunFolder.LOG);
    List<MetricsRecord> records = Files.exists(log) ? MetricsLog.read(log) : List.of();
    if (records.isEmpty()) {
      throw new IllegalArgumentException(
          folder
              + " has no record in "
              + RunFolder.LOG
              + " yet: wait for the first, or leave the run out");
    }
    return new ComparedRun(recipeName(folder), folder, card(folder), records);
  }

  /** The same under another name. */
  public ComparedRun named(String other) {
    return new ComparedRun(other, folder, card, records);
  }

  private static RunCard card(Path folder) {
    Path file = folder.resolve(RunFolder.CARD);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          folder
              + " has no "
              + RunFolder.CARD
              + ", which tells seed and parameters: bring it back, or leave the run out");
    }
    return RunCard.read(file);
  }

  // Its other keys may be of an older version and are none of a comparison's business.
  private static String recipeName(Path folder) {
    try {
      String recipe = Files.readString(folder.resolve(RunFolder.RECIPE));
      String name = YAML.readTree(recipe).path("name").textValue();
      if (name != null && !name.isBlank()) {
        return name.strip().replaceAll("\\s+", " ");
      }
    } catch (IOException e) {
      // Then the folder's name has to do: what is compared is in the log.
    }
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  long updates() {
    return records.getLast().step();
  }

  double minutes() {
    return records.getLast().elapsedMinutes();
  }

  /** What its validations have measured so far, best first. */
  List<ValidationMetric> metrics() {
    return Arrays.stream(ValidationMetric.values())
        .filter(metric -> metric.best(records).isPresent())
        .toList();
  }

  /** The best value up to a time, NaN where there is none yet. */
  double best(ValidationMetric metric, double untilMinutes) {
    List<MetricsRecord> until =
        records.stream().filter(each -> each.elapsedMinutes() <= untilMinutes).toList();
    return metric.best(until).map(each -> each.values().get(metric.key())).orElse(Double.NaN);
  }

  /** The card's score of that data, metric and signature, NaN where there is none. */
  double score(RunScore like) {
    return card.scores().stream()
        .filter(each -> each.isOf(like))
        .mapToDouble(RunScore::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
