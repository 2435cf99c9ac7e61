package org.srupp.recipes.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A whole measurement.
 *
 * @param command as typed
 * @param host what it ran on
 * @param plan how much was measured
 * @param models in their order
 * @param turns every single round's figures, in the order in which they were measured
 * @param work where the models' time went; empty where nobody asked
 * @param peakMemoryBytes of the process with all models in it; null where the system does not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchReport(
    String command,
    BenchHost host,
    BenchPlan plan,
    List<ModelFigures> models,
    List<Turn> turns,
    List<ModelShares> work,
    Long peakMemoryBytes) {
  public BenchReport {
    models = List.copyOf(models);
    turns = List.copyOf(turns);
    work = List.copyOf(work);
  }

  /** Puts the figures together. */
  public static BenchReport of(
      String command,
      BenchHost host,
      BenchPlan plan,
      List<BenchModel> models,
      List<Turn> turns,
      List<ModelShares> work) {
    return new BenchReport(
        command, host, plan, ModelFigures.of(models, turns), turns, work, PeakMemory.bytes());
  }

  /** Writes the JSON whole or not at all. */
  public void write(Path file) {
    JsonReport.write(file, this);
  }

  /** The table with its head. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(host.lines());
    lines.add(
        format(
            "random ids, models in turn: warm-up %d, rounds %d, steps a round %d",
            plan.warmUp(), plan.rounds(), plan.steps()));
    lines.add("");
    int width = models.stream().mapToInt(each -> each.model().length()).max().orElse(0);
    width = Math.max(width, "model".length());
    String name = "%-" + width + "s";
    lines.add(
        format(
            name + "  %13s  %10s  %10s  %10s  %10s  %6s",
            "model",
            "parameters",
            "tokens/s",
            "least",
            "most",
            "ms/step",
            "ratio"));
    models.forEach(each -> lines.add(line(name, each)));
    if (!work.isEmpty()) {
      lines.add("");
      lines.addAll(SharesTable.lines(work, width));
      if (host.card() != null) {
        lines.add(SharesTable.ON_A_CARD);
      }
      lines.add("");
    }
    if (peakMemoryBytes != null) {
      lines.add(PeakMemory.line(peakMemoryBytes));
    }
    return lines;
  }

  private static String line(String name, ModelFigures each) {
    Spread speed = each.tokensPerSecond();
    return format(
        name + "  %,13d  %,10.0f  %,10.0f  %,10.0f  %,10.1f  %6.2f",
        each.model(),
        each.parameters(),
        speed.median(),
        speed.least(),
        speed.most(),
        each.millisecondsPerStep().median(),
        each.ratio().median());
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
