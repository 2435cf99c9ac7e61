package org.srupp.recipes.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code report.html}: a run on one page that needs nothing but a browser.
 *
 * @param title usually the recipe's name
 * @param recipe the resolved recipe
 * @param records the whole log, in order
 */
public record Report(String title, String recipe, RunCard card, List<MetricsRecord> records) {
  private static final int MOST_VALIDATIONS = 20;

  public Report {
    records = List.copyOf(records);
  }

  /** Writes the page whole or not at all. */
  public void write(Path file) {
    page().write(file);
  }

  String toHtml() {
    return page().toHtml();
  }

  private HtmlPage page() {
    HtmlPage page = new HtmlPage(title, facts());
    appendScores(page);
    page.heading("Course of the training");
    page.charts(charts());
    appendSamples(page);
    appendCard(page);
    page.heading("Recipe, every default written out");
    page.preformatted(recipe);
    return page;
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(String.format(Locale.ROOT, "%,d parameters", card.parameters()));
    if (!records.isEmpty()) {
      MetricsRecord last = records.getLast();
      facts.add(
          String.format(
              Locale.ROOT, "%,d updates in %.1f minutes", last.step(), last.elapsedMinutes()));
    }
    for (ValidationMetric metric : ValidationMetric.values()) {
      metric.best(records).ifPresent(best -> facts.add(metric.fact(best)));
    }
    facts.add(card.ended() == null ? "not ended" : "ended " + card.ended());
    return facts;
  }

  private void appendScores(HtmlPage page) {
    if (card.scores().isEmpty()) {
      return;
    }
    page.heading("Scores");
    List<List<String>> rows = new ArrayList<>();
    for (RunScore score : card.scores()) {
      String value = String.format(Locale.ROOT, "%.2f", score.value());
      rows.add(List.of(score.data(), score.metric(), value, score.signature()));
    }
    page.table(List.of("data", "metric", "score", "signature"), rows);
  }

  private List<SvgChart> charts() {
    ToDoubleFunction<MetricsRecord> steps = MetricsRecord::step;
    ToDoubleFunction<MetricsRecord> minutes = MetricsRecord::elapsedMinutes;
    MetricKey[] losses = {MetricKey.TRAIN_LOSS, MetricKey.VALID_LOSS};
    List<SvgChart> charts = new ArrayList<>();
    charts.add(chart("Loss, nats per token", "updates", steps, losses));
    charts.add(chart("Loss, nats per token", "minutes", minutes, losses));
    for (ValidationMetric metric : ValidationMetric.values()) {
      if (metric != ValidationMetric.LOSS) { // shown beside the loss in training
        charts.add(chart(metric.title(), "updates", steps, metric.key()));
        charts.add(chart(metric.title(), "minutes", minutes, metric.key()));
      }
    }
    charts.add(chart("Speed, tokens per second", "minutes", minutes, MetricKey.TOKENS_PER_SECOND));
    charts.add(chart("Learning rate", "updates", steps, MetricKey.LEARNING_RATE));
    charts.add(chart("Gradient norm before clipping", "updates", steps, MetricKey.GRAD_NORM));
    return charts;
  }

  private SvgChart chart(
      String name, String xLabel, ToDoubleFunction<MetricsRecord> x, MetricKey... keys) {
    List<SvgChart.Line> lines = new ArrayList<>();
    for (MetricKey key : keys) {
      String line = key.field().startsWith("valid") ? "validation" : "training";
      lines.add(SvgChart.Line.of(line, records, x, key));
    }
    lines.removeIf(line -> line.points().isEmpty());
    return new SvgChart(name, xLabel, lines);
  }

  private void appendSamples(HtmlPage page) {
    List<MetricsRecord> validations = records.stream().filter(r -> !r.samples().isEmpty()).toList();
    if (validations.isEmpty()) {
      return;
    }
    page.heading("Sample translations of validation sentences");
    int shown = Math.min(MOST_VALIDATIONS, validations.size());
    for (MetricsRecord validation :
        validations.subList(validations.size() - shown, validations.size()).reversed()) {
      page.folded(
          String.format(Locale.ROOT, "step %,d", validation.step()),
          validation == validations.getLast(),
          List.of("source", "reference", "translation"),
          validation.samples().stream()
              .map(s -> List.of(s.source(), s.reference(), s.translation()))
              .toList());
    }
  }

  private void appendCard(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("command", card.command()));
    rows.add(List.of("srupp", card.srupp() + ", commit " + card.commit()));
    card.versions().forEach((name, version) -> rows.add(List.of(name, version)));
    rows.add(List.of("machine", card.machine().description()));
    rows.add(List.of("seed", Long.toString(card.seed())));
    rows.add(List.of("started", card.started()));
    for (DataFile file : card.data()) {
      String lines =
          String.format(Locale.ROOT, "%,d lines, SHA-256 %s", file.lines(), file.sha256());
      rows.add(List.of(file.path(), lines));
    }
    page.heading("Run card");
    page.table(List.of(), rows);
  }
}
