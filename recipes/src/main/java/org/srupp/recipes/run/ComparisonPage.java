package org.srupp.recipes.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A comparison as a page: the table, the runs' curves in one chart each, and what made the runs.
 */
final class ComparisonPage {
  private final Comparison comparison;

  ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
  }

  HtmlPage page() {
    ComparisonTable table = new ComparisonTable(comparison);
    List<String> facts =
        List.of(comparison.runs().size() + " runs", comparison.metric().description());
    HtmlPage page = new HtmlPage(String.join(", ", comparison.names()), facts);
    List<List<String>> rows = new ArrayList<>(table.rows());
    rows.addAll(table.statistics());
    page.figures(table.head(), rows);
    table.notes().forEach(note -> page.facts(List.of(note)));
    page.heading("Course of the trainings");
    page.charts(charts());
    page.heading("Runs");
    page.table(
        List.of("name", "run", "commit", "command", "machine", "started", "ended"),
        comparison.runs().stream().map(ComparisonPage::origin).toList());
    return page;
  }

  private List<SvgChart> charts() {
    ToDoubleFunction<MetricsRecord> steps = MetricsRecord::step;
    ToDoubleFunction<MetricsRecord> minutes = MetricsRecord::elapsedMinutes;
    ValidationMetric metric = comparison.metric();
    return List.of(
        chart(metric.title(), "minutes", minutes, metric.key()),
        chart(metric.title(), "updates", steps, metric.key()),
        chart("Training loss, nats per token", "minutes", minutes, MetricKey.TRAIN_LOSS),
        chart("Speed, tokens per second", "minutes", minutes, MetricKey.TOKENS_PER_SECOND));
  }

  private SvgChart chart(
      String title, String xLabel, ToDoubleFunction<MetricsRecord> x, MetricKey key) {
    // A run without points keeps its line: each name has the same colour in all charts.
    return new SvgChart(
        title,
        xLabel,
        comparison.runs().stream()
            .map(run -> SvgChart.Line.of(run.name(), run.records(), x, key))
            .toList());
  }

  private static List<String> origin(ComparedRun run) {
    RunCard card = run.card();
    return List.of(
        run.name(),
        run.folder().toString(),
        card.commit(),
        card.command(),
        card.machine().description(),
        card.started(),
        card.ended() == null ? "not ended" : card.ended());
  }
}
