package org.srupp.kernels.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run found, as tables for people and as JSON.
 *
 * @param subject what ran it
 * @param checks all comparisons
 * @param timings all times, the copy first; empty if a check failed
 * @param notes what could not be timed and why
 */
record BenchReport(Subject subject, List<Check> checks, List<Timing> timings, List<String> notes) {

  boolean failed() {
    return checks.stream().anyMatch(Check::failed);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(subject.title());
    lines.add("");
    lines.add(
        "largest error, relative to the largest value of the array    worst array   error     limit");
    for (Check check : checks) {
      lines.add(
          format(
              "%-59s  %-12s  %8.2e  %8.0e%s",
              check.what(),
              check.worst(),
              check.error(),
              check.limit(),
              check.failed() ? "  WRONG" : ""));
    }
    if (failed()) {
      lines.add("a wrong kernel is not timed");
    } else {
      lines.add("");
      lines.add(
          "median time                                                      ms        MB    GB/s  of copy  chain ms");
      timings.forEach(timing -> lines.add(line(timing)));
    }
    lines.addAll(notes);
    return lines;
  }

  private String line(Timing timing) {
    return format(
        "%-57s  %8.3f  %8.1f  %6.0f  %6.1f%%  %8s",
        timing.what(),
        1e3 * timing.seconds(),
        timing.bytes() / 1e6,
        timing.bytesPerSecond() / 1e9,
        100 * shareOfCopy(timing),
        Double.isNaN(timing.floorSeconds()) ? "-" : format("%.3f", 1e3 * timing.floorSeconds()));
  }

  String json() {
    List<String> checked = new ArrayList<>();
    for (Check check : checks) {
      checked.add(
          format(
              "{\"what\": %s, \"worst\": %s, \"error\": %s, \"limit\": %s}",
              quoted(check.what()),
              quoted(check.worst()),
              number(check.error()),
              number(check.limit())));
    }
    List<String> timed = new ArrayList<>();
    for (Timing timing : timings) {
      timed.add(
          format(
              "{\"what\": %s, \"seconds\": %s, \"bytes\": %s, \"share_of_copy\": %s, \"chain_seconds\": %s}",
              quoted(timing.what()),
              number(timing.seconds()),
              number(timing.bytes()),
              number(shareOfCopy(timing)),
              number(timing.floorSeconds())));
    }
    List<String> facts = new ArrayList<>();
    subject
        .facts()
        .forEach(
            (name, value) ->
                facts.add(
                    quoted(name)
                        + ": "
                        + (value instanceof Number ? value : quoted(value.toString()))));
    return format(
        "{%s, \"failed\": %s,%n \"checks\": [%s],%n \"timings\": [%s]}%n",
        String.join(", ", facts),
        failed(),
        String.join(",\n  ", checked),
        String.join(",\n  ", timed));
  }

  private double shareOfCopy(Timing timing) {
    return timing.bytesPerSecond() / timings.get(0).bytesPerSecond();
  }

  // JSON has no NaN.
  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
