package org.srupp.kernels.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as JSON, written by hand: the bench runs without any library. */
record BenchJson(BenchReport report) {
  String text() {
    Map<String, Object> facts = new LinkedHashMap<>(report.subject().facts());
    facts.put("command", report.run().command());
    facts.put("commit", report.run().commit());
    facts.put("seed", report.run().seed());
    List<String> head = new ArrayList<>();
    facts.forEach((name, value) -> head.add(quoted(name) + ": " + json(value)));
    return format(
        "{%s, \"failed\": %s,%n \"checks\": [%s],%n \"timings\": [%s]}%n",
        String.join(", ", head),
        report.failed(),
        String.join(",\n  ", report.checks().stream().map(BenchJson::json).toList()),
        String.join(",\n  ", report.timings().all().stream().map(this::json).toList()));
  }

  private static String json(Check check) {
    return format(
        "{\"what\": %s, \"worst\": %s, \"error\": %s, \"limit\": %s}",
        quoted(check.what()), quoted(check.worst()), number(check.error()), number(check.limit()));
  }

  private String json(Timing timing) {
    return format(
        "{\"what\": %s, \"seconds\": %s, \"bytes\": %s, \"share_of_copy\": %s, \"chain_seconds\": %s}",
        quoted(timing.what()),
        number(timing.seconds()),
        number(timing.bytes()),
        number(report.timings().shareOfCopy(timing)),
        number(timing.floorSeconds()));
  }

  private static String json(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
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
