package org.srupp.recipes.evaluate;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/**
 * The options of {@code evaluate} that say what is scored and how, for scoring it again and again.
 */
public final class TimedMetrics {
  private static final List<String> ALL =
      List.of(MetricChoice.BLEU.label(), MetricChoice.CHRF.label(), MetricChoice.TER.label());

  /**
   * A metric over lines in memory.
   *
   * @param name its name on the command line
   * @param pass computes the score of all lines
   */
  public record TimedMetric(String name, Runnable pass) {}

  /**
   * What is scored, read once.
   *
   * @param name of the system's file
   * @param lines of the system
   * @param metrics in the order asked for
   */
  public record Timed(String name, List<String> lines, List<TimedMetric> metrics) {}

  @Mixin private InputOptions input;
  @Mixin private MetricOptions metric;

  /** A sentence for every option that cannot be. */
  public List<String> mistakes() {
    List<String> wrong = new ArrayList<>();
    input.check(wrong);
    metric.metrics(ALL, false, wrong);
    return wrong;
  }

  /**
   * Reads the files.
   *
   * @param folder where relative names of files begin
   * @throws EvaluateFailure if a file is missing, cannot be read or does not fit the others
   * @throws IllegalArgumentException unless exactly one system is named
   */
  public Timed read(Path folder) {
    Notes notes = new Notes(new PrintWriter(Writer.nullWriter()), true);
    requireOneSystem(input.systems());
    EvaluateInput read = input.read(InputStream.nullInputStream(), folder, false, notes);
    EvaluateInput.SystemOutput system = read.systems().getFirst();
    List<TimedMetric> metrics = new ArrayList<>();
    for (NamedMetric each : metric.metrics(ALL, false, new ArrayList<>())) {
      metrics.add(
          new TimedMetric(
              each.choice().label(),
              () -> each.metric().corpus(system.lines(), read.references())));
    }
    return new Timed(system.name(), system.lines(), metrics);
  }

  private static void requireOneSystem(int found) {
    if (found != 1) {
      throw new IllegalArgumentException(
          "-i needs one file, the output of a system, found " + (found == 0 ? "none" : found));
    }
  }
}
