package org.srupp.recipes.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A comparison as a table: a row a run, then mean and deviation of runs of one name. */
final class ComparisonTable {
  private static final String NONE = "-";
  // Bits differ in the third decimal, BLEU and perplexities in the first.
  private static final double FINE = 10;

  private final List<ComparedRun> runs;
  private final List<String> names;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A column of numbers; NaN where a run has none. */
  private record Column(String head, String format, ToDoubleFunction<ComparedRun> value) {
    String text(double value) {
      return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, format, value);
    }
  }

  ComparisonTable(Comparison comparison) {
    runs = comparison.runs();
    names = comparison.names();
    columns.add(new Column("parameters", "%,.0f", run -> run.card().parameters()));
    columns.add(new Column("updates", "%,.0f", ComparedRun::updates));
    columns.add(new Column("minutes", "%,.1f", ComparedRun::minutes));
    ValidationMetric metric = comparison.metric();
    for (double minutes : comparison.minutes()) {
      String head = BigDecimal.valueOf(minutes).stripTrailingZeros().toPlainString() + " min";
      columns.add(new Column(head, metric.format(), run -> run.best(metric, minutes)));
    }
    columns.add(
        new Column("best", metric.format(), run -> run.best(metric, Double.POSITIVE_INFINITY)));
    notes.add("min, best: the best " + metric.description() + ", up to these minutes and of all");
    addScores();
  }

  /** Scores of one signature compare with one another alone, so each has a column. */
  private void addScores() {
    List<RunScore> different = new ArrayList<>();
    for (ComparedRun run : runs) {
      for (RunScore score : run.card().scores()) {
        if (different.stream().noneMatch(score::isOf)) {
          different.add(score);
        }
      }
    }
    for (RunScore score : different) {
      List<RunScore> alike = different.stream().filter(score::isLike).toList();
      String number = alike.size() == 1 ? "" : " " + (alike.indexOf(score) + 1);
      String head = score.data() + " " + score.metric() + number;
      boolean fine = runs.stream().mapToDouble(run -> run.score(score)).allMatch(v -> !(v >= FINE));
      columns.add(new Column(head, fine ? "%.4f" : "%.2f", run -> run.score(score)));
      notes.add(head + ": " + score.signature());
    }
  }

  /** The names of the columns. */
  List<String> head() {
    List<String> head = new ArrayList<>(List.of("name", "run", "seed"));
    columns.forEach(column -> head.add(column.head()));
    return head;
  }

  /** A row for each run. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (ComparedRun run : runs) {
      List<String> row = new ArrayList<>();
      row.add(run.name());
      row.add(run.folder().toString());
      row.add(Long.toString(run.card().seed()));
      columns.forEach(column -> row.add(column.text(column.value().applyAsDouble(run))));
      rows.add(row);
    }
    return rows;
  }

  /** Two rows for each name of several runs; without a number where one of them has none. */
  List<List<String>> statistics() {
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      List<ComparedRun> group = runs.stream().filter(run -> run.name().equals(name)).toList();
      if (group.size() > 1) {
        List<String> mean = new ArrayList<>(List.of(name, "mean of " + group.size(), ""));
        List<String> deviation = new ArrayList<>(List.of(name, "standard deviation", ""));
        for (Column column : columns) {
          double[] values = group.stream().mapToDouble(column.value()).toArray();
          mean.add(column.text(mean(values)));
          deviation.add(column.text(deviation(values)));
        }
        rows.add(mean);
        rows.add(deviation);
      }
    }
    return rows;
  }

  /** What the columns mean, a line each. */
  List<String> notes() {
    return notes;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Of a sample: its mean is its own, which takes one degree of freedom. */
  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /** The table as text, its columns aligned. */
  List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(head());
    all.addAll(rows());
    List<List<String>> statistics = statistics();
    all.addAll(statistics);
    int[] widths =
        IntStream.range(0, all.getFirst().size())
            .map(i -> all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      if (!statistics.isEmpty() && row == statistics.getFirst()) {
        lines.add("");
      }
      lines.add(line(row, widths));
    }
    lines.add("");
    lines.addAll(notes);
    return lines;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String side = i < 2 ? "-" : ""; // texts to the left, numbers to the right
      line.append(i == 0 ? "" : "  ");
      line.append(
          String.format(Locale.ROOT, "%" + side + Math.max(1, widths[i]) + "s", row.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
