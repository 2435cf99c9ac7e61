package org.srupp.kernels.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run found, as tables for people.
 *
 * @param run that found it
 * @param subject what ran it
 * @param checks all comparisons
 * @param timings none if a check failed
 * @param notes what could not be timed and why
 */
record BenchReport(
    BenchRun run, Subject subject, List<Check> checks, Timings timings, List<String> notes) {

  boolean failed() {
    return checks.stream().anyMatch(Check::failed);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(subject.title());
    lines.add("command " + run.command());
    lines.add(
        format(
            "commit %s, seed %d (--seed %d checks with the same inputs)",
            run.commit(), run.seed(), run.seed()));
    lines.add("");
    lines.addAll(checkTable().lines());
    if (failed()) {
      lines.add("a wrong kernel is not timed");
    } else {
      lines.add("");
      lines.addAll(timeTable().lines());
    }
    lines.addAll(notes);
    return lines;
  }

  private Table checkTable() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "largest error, relative to the largest value of the array",
            "worst array",
            "error",
            "limit",
            ""));
    for (Check check : checks) {
      rows.add(
          List.of(
              check.what(),
              check.worst(),
              format("%.2e", check.error()),
              format("%.0e", check.limit()),
              check.failed() ? "WRONG" : ""));
    }
    return new Table(2, rows);
  }

  private Table timeTable() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("median time", "ms", "MB", "GB/s", "of copy", "chain ms"));
    for (Timing timing : timings.all()) {
      rows.add(
          List.of(
              timing.what(),
              format("%.3f", 1e3 * timing.seconds()),
              format("%.1f", timing.bytes() / 1e6),
              format("%.0f", timing.bytesPerSecond() / 1e9),
              orDash("%.1f%%", 100 * timings.shareOfCopy(timing)),
              orDash("%.3f", 1e3 * timing.floorSeconds())));
    }
    return new Table(1, rows);
  }

  private static String orDash(String pattern, double value) {
    return Double.isNaN(value) ? "-" : format(pattern, value);
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
