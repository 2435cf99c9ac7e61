package org.srupp.recipes.evaluate;

import org.srupp.eval.Signature;

/** A table of systems with what belongs below it: how it was tested, and the signatures. */
final class TableReport {
  private static final int NAME_WIDTH = 10;

  private TableReport() {}

  /** The report, without a final line feed. */
  static String of(
      SystemTable table,
      OutputFormat format,
      OutputOptions options,
      SignificanceOptions significance) {
    if (format == OutputFormat.JSON) {
      return JsonTable.of(table, options.width(), significance.paired());
    }
    var report = new StringBuilder();
    report.append(
        format == OutputFormat.LATEX
            ? TextTable.latex(table, options.width())
            : TextTable.boxed(table, options.width()));
    report.append('\n');
    if (significance.paired()) {
      title(significance.title(), report);
      report.append(explanation(table, significance)).append('\n');
    }
    title("Metric signatures", report);
    report.setLength(report.length() - 1);
    for (SystemTable.Column column : table.columns()) {
      report.append("\n - ").append(column.metric());
      report.append(" ".repeat(Math.max(0, NAME_WIDTH - Padding.width(column.metric()))));
      Signature signature = column.signature();
      report.append(' ').append(signature.text(options.brief()));
    }
    return report.toString();
  }

  private static void title(String text, StringBuilder report) {
    String line = "-".repeat(text.length());
    report.append(line).append('\n').append(text).append('\n').append(line).append('\n');
  }

  private static String explanation(SystemTable table, SignificanceOptions significance) {
    boolean intervals = table.columns().get(0).results().get(0).estimate().isPresent();
    return " - Every system is compared with "
        + table.systems().get(0)
        + ".\n   A cell holds the system's score"
        + (intervals
            ? ", the mean of its resampled scores and their 95% interval,\n   and"
            : " and")
        + " how often chance alone makes a difference as large (p).\n"
        + "\n - A star marks p of 0.05 or less: the two systems' outputs are then unlikely to be\n"
        + "   equally good by this metric. It does not say which is better, nor by how much a reader\n"
        + "   would notice; without a star nothing is shown, not even that they are equal.\n";
  }
}
