package org.srupp.recipes.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A whole measurement over a text.
 *
 * @param command as typed
 * @param host what it ran on
 * @param data the text's name
 * @param plan how often it was worked through
 * @param figures of the contenders in their order
 * @param turns every single pass, in the order in which they were measured
 * @param peakMemoryBytes of the process with all contenders in it; null where the system does not
 *     tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PassReport(
    String command,
    BenchHost host,
    String data,
    PassPlan plan,
    List<PassFigures> figures,
    List<PassTurn> turns,
    Long peakMemoryBytes) {

  public PassReport {
    figures = List.copyOf(figures);
    turns = List.copyOf(turns);
  }

  /** Puts the figures together. */
  public static PassReport of(
      String command,
      BenchHost host,
      String data,
      PassPlan plan,
      List<Contender> contenders,
      List<PassTurn> turns) {
    return new PassReport(
        command, host, data, plan, PassFigures.of(contenders, turns), turns, PeakMemory.bytes());
  }

  /** Writes the JSON whole or not at all. */
  public void write(Path file) {
    JsonReport.write(file, this);
  }

  /** The table with its head. */
  public List<String> lines() {
    PassFigures first = figures.getFirst();
    List<String> lines = new ArrayList<>(host.lines());
    lines.add(
        format(
            "%s (%,d %s), in turn: warm-up %d, rounds %d",
            data, first.items().count(), first.items().units(), plan.warmUp(), plan.rounds()));
    lines.add("");
    int width = figures.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    String name = "%-" + Math.max(width, 1) + "s";
    lines.add(
        format(
            name + "  %10s  %11s  %11s  %11s  %11s  %12s  %10s  %6s",
            "",
            first.work().units(),
            first.work().units() + "/s",
            "least",
            "most",
            first.items().units() + "/s",
            "ms/" + first.items().unit(),
            "ms/text",
            "ratio"));
    figures.forEach(each -> lines.add(line(name, each)));
    if (peakMemoryBytes != null) {
      lines.add(PeakMemory.line(peakMemoryBytes));
    }
    return lines;
  }

  private static String line(String name, PassFigures each) {
    Spread speed = each.workPerSecond();
    return format(
        name + "  %,10d  %,11.0f  %,11.0f  %,11.0f  %,11.1f  %,12.4f  %,10.1f  %6.2f",
        each.name(),
        each.work().count(),
        speed.median(),
        speed.least(),
        speed.most(),
        each.itemsPerSecond().median(),
        each.millisecondsPerItem().median(),
        each.milliseconds().median(),
        each.ratio().median());
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
