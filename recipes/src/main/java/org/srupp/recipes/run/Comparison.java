package org.srupp.recipes.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs beside one another: which was better after how long. */
public final class Comparison {
  private static final double LEAST_MINUTES = 0.1;

  private final List<ComparedRun> runs;
  private final ValidationMetric metric;
  private final List<Double> minutes;

  private Comparison(List<ComparedRun> runs, ValidationMetric metric, List<Double> minutes) {
    this.runs = List.copyOf(runs);
    this.metric = metric;
    this.minutes = List.copyOf(minutes);
  }

  /**
   * Compares runs by the first metric that all of them have.
   *
   * @param runs at least one
   * @param minutes the times at which they are compared; empty for the quarters of the shortest
   *     run's
   * @throws IllegalArgumentException if a run has no validation yet or they are of different tasks;
   *     the message says which
   */
  public static Comparison of(List<ComparedRun> runs, List<Double> minutes) {
    List<Double> times = minutes.isEmpty() ? quarters(runs) : minutes;
    return new Comparison(runs, metric(runs), times.stream().sorted().distinct().toList());
  }

  private static List<Double> quarters(List<ComparedRun> runs) {
    double shortest = runs.stream().mapToDouble(ComparedRun::minutes).min().orElseThrow();
    return IntStream.rangeClosed(1, 4)
        .mapToObj(i -> Math.max(LEAST_MINUTES, Math.round(10 * shortest * i / 4) / 10.0))
        .toList();
  }

  private static ValidationMetric metric(List<ComparedRun> runs) {
    List<ComparedRun> without = runs.stream().filter(run -> run.metrics().isEmpty()).toList();
    if (!without.isEmpty()) {
      throw new IllegalArgumentException(
          without.stream()
              .map(run -> run.folder().toString())
              .collect(
                  Collectors.joining(
                      ", ",
                      "no validation yet in ",
                      ": wait for the first, or leave the run out")));
    }
    return Arrays.stream(ValidationMetric.values())
        .filter(each -> runs.stream().allMatch(run -> run.metrics().contains(each)))
        .findFirst()
        .filter(each -> each != ValidationMetric.LOSS || ofOneTask(runs))
        .orElseThrow(() -> new IllegalArgumentException(lacking(runs)));
  }

  // Nats of a word, a piece and a byte do not compare, and every run has them.
  private static boolean ofOneTask(List<ComparedRun> runs) {
    return runs.stream()
            .flatMap(run -> run.metrics().stream())
            .filter(each -> each != ValidationMetric.LOSS)
            .distinct()
            .count()
        <= 1;
  }

  private static String lacking(List<ComparedRun> runs) {
    ComparedRun has =
        runs.stream()
            .min((a, b) -> a.metrics().getFirst().compareTo(b.metrics().getFirst()))
            .orElseThrow();
    ValidationMetric wanted = has.metrics().getFirst();
    ComparedRun lacks =
        runs.stream().filter(run -> !run.metrics().contains(wanted)).findFirst().orElseThrow();
    String instead =
        lacks.metrics().stream().map(ValidationMetric::word).collect(Collectors.joining(" and "));
    return lacks.folder()
        + " has no validation "
        + wanted.word()
        + ", which "
        + has.folder()
        + " has, but "
        + instead
        + ": compare runs of one task";
  }

  /** The table with its head. */
  public List<String> lines() {
    return new ComparisonTable(this).lines();
  }

  /**
   * Writes table and charts as a page, whole or not at all.
   *
   * @throws IllegalArgumentException if there are more names than colours
   */
  public void write(Path file) {
    int names = names().size();
    if (names > SvgChart.MOST_NAMES) {
      throw new IllegalArgumentException(
          "charts tell at most "
              + SvgChart.MOST_NAMES
              + " names apart, found "
              + names
              + ": give runs that belong together one name, as in a="
              + runs.getFirst().folder()
              + ", or leave out --out");
    }
    new ComparisonPage(this).page().write(file);
  }

  List<ComparedRun> runs() {
    return runs;
  }

  ValidationMetric metric() {
    return metric;
  }

  List<Double> minutes() {
    return minutes;
  }

  /** The runs' different names in their order. */
  List<String> names() {
    return runs.stream().map(ComparedRun::name).distinct().toList();
  }
}
