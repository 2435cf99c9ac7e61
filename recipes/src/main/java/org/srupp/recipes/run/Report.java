package org.srupp.recipes.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * {@code report.html}: a run on one page that needs nothing but a browser.
 *
 * @param title usually the recipe's name
 * @param recipe the resolved recipe
 * @param records the whole log, in order
 */
public record Report(String title, String recipe, RunCard card, List<MetricsRecord> records) {
  private static final int MOST_VALIDATIONS = 20;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; color: #1c2126; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
      .facts { color: #48525c; margin: .3rem 0 0; }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 1rem; }
      svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: #48525c; } svg g text { fill: inherit; }
      svg .title { font-size: 13px; font-weight: 600; fill: #1c2126; } svg .end { text-anchor: end; }
      svg .middle { text-anchor: middle; } svg .grid { stroke: #e4e8ec; } svg .axis { stroke: #8a949e; fill: none; }
      svg .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
      table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0;
      border-bottom: 1px solid #e4e8ec; overflow-wrap: anywhere; } th { font-weight: 600; white-space: nowrap; }
      pre { background: #f5f7f9; padding: 1rem; overflow-x: auto; } summary { cursor: pointer; }
      """;

  public Report {
    records = List.copyOf(records);
  }

  /** Writes the page whole or not at all. */
  public void write(Path file) {
    AtomicFiles.writeText(file, toHtml());
  }

  String toHtml() {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(Html.escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n");
    page.append("<h1>")
        .append(Html.escape(title))
        .append("</h1>\n<p class=\"facts\">")
        .append(Html.escape(String.join(" \u00b7 ", facts())))
        .append("</p>\n");
    appendScores(page);
    appendCharts(page);
    appendSamples(page);
    appendCard(page);
    page.append("<h2>Recipe, every default written out</h2>\n<pre>")
        .append(Html.escape(recipe))
        .append("</pre>\n");
    return page.append("</body>\n</html>\n").toString();
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(String.format(Locale.ROOT, "%,d parameters", card.parameters()));
    if (!records.isEmpty()) {
      MetricsRecord last = records.getLast();
      facts.add(
          String.format(
              Locale.ROOT,
              "%,d updates in %.1f minutes",
              last.step(),
              last.elapsedSeconds() / SECONDS_PER_MINUTE));
    }
    best(MetricKey.VALID_BLEU, 1)
        .ifPresent(r -> facts.add(at("best validation BLEU %.2f", MetricKey.VALID_BLEU, r)));
    best(MetricKey.VALID_BPC, -1)
        .ifPresent(r -> facts.add(at("lowest validation bits %.4f", MetricKey.VALID_BPC, r)));
    best(MetricKey.VALID_PPL, -1)
        .ifPresent(r -> facts.add(at("lowest validation perplexity %.2f", MetricKey.VALID_PPL, r)));
    best(MetricKey.VALID_LOSS, -1)
        .ifPresent(r -> facts.add(at("lowest validation loss %.3f", MetricKey.VALID_LOSS, r)));
    facts.add(card.ended() == null ? "not ended" : "ended " + card.ended());
    return facts;
  }

  private static String at(String format, MetricKey key, MetricsRecord found) {
    return String.format(
        Locale.ROOT, format + " at step %,d", found.values().get(key), found.step());
  }

  private Optional<MetricsRecord> best(MetricKey key, int sign) {
    return records.stream()
        .filter(r -> Double.isFinite(r.values().getOrDefault(key, Double.NaN)))
        .max(Comparator.comparingDouble(r -> sign * r.values().get(key)));
  }

  private void appendScores(StringBuilder page) {
    if (card.scores().isEmpty()) {
      return;
    }
    page.append("<h2>Scores</h2>\n<table>\n");
    row(page, "th", "data", "metric", "score", "signature");
    for (RunScore score : card.scores()) {
      String value = String.format(Locale.ROOT, "%.2f", score.value());
      row(page, "td", score.data(), score.metric(), value, score.signature());
    }
    page.append("</table>\n");
  }

  private void appendCharts(StringBuilder page) {
    page.append("<h2>Course of the training</h2>\n<div class=\"charts\">\n");
    ToDoubleFunction<MetricsRecord> steps = MetricsRecord::step;
    ToDoubleFunction<MetricsRecord> minutes = r -> r.elapsedSeconds() / SECONDS_PER_MINUTE;
    List<SvgChart> charts = new ArrayList<>();
    charts.add(
        chart(
            "Loss, nats per token", "updates", steps, MetricKey.TRAIN_LOSS, MetricKey.VALID_LOSS));
    charts.add(
        chart(
            "Loss, nats per token",
            "minutes",
            minutes,
            MetricKey.TRAIN_LOSS,
            MetricKey.VALID_LOSS));
    charts.add(chart("Validation BLEU", "updates", steps, MetricKey.VALID_BLEU));
    charts.add(chart("Validation BLEU", "minutes", minutes, MetricKey.VALID_BLEU));
    charts.add(
        chart("Validation, bits per byte or character", "updates", steps, MetricKey.VALID_BPC));
    charts.add(
        chart("Validation, bits per byte or character", "minutes", minutes, MetricKey.VALID_BPC));
    charts.add(chart("Validation perplexity", "updates", steps, MetricKey.VALID_PPL));
    charts.add(chart("Validation perplexity", "minutes", minutes, MetricKey.VALID_PPL));
    charts.add(chart("Speed, tokens per second", "minutes", minutes, MetricKey.TOKENS_PER_SECOND));
    charts.add(chart("Learning rate", "updates", steps, MetricKey.LEARNING_RATE));
    charts.add(chart("Gradient norm before clipping", "updates", steps, MetricKey.GRAD_NORM));
    charts.stream().filter(chart -> !chart.isEmpty()).forEach(chart -> page.append(chart.toSvg()));
    page.append("</div>\n");
  }

  private SvgChart chart(
      String name, String xLabel, ToDoubleFunction<MetricsRecord> x, MetricKey... keys) {
    List<SvgChart.Line> lines = new ArrayList<>();
    for (MetricKey key : keys) {
      List<SvgChart.Point> points =
          records.stream()
              .filter(r -> r.values().containsKey(key))
              .map(r -> new SvgChart.Point(x.applyAsDouble(r), r.values().get(key)))
              .toList();
      if (!points.isEmpty()) {
        lines.add(
            new SvgChart.Line(key.field().startsWith("valid") ? "validation" : "training", points));
      }
    }
    return new SvgChart(name, xLabel, lines);
  }

  private void appendSamples(StringBuilder page) {
    List<MetricsRecord> validations = records.stream().filter(r -> !r.samples().isEmpty()).toList();
    if (validations.isEmpty()) {
      return;
    }
    page.append("<h2>Sample translations of validation sentences</h2>\n");
    int shown = Math.min(MOST_VALIDATIONS, validations.size());
    for (MetricsRecord validation :
        validations.subList(validations.size() - shown, validations.size()).reversed()) {
      boolean newest = validation == validations.getLast();
      page.append(newest ? "<details open>" : "<details>")
          .append(
              String.format(
                  Locale.ROOT, "<summary>step %,d</summary>\n<table>\n", validation.step()));
      row(page, "th", "source", "reference", "translation");
      validation
          .samples()
          .forEach(s -> row(page, "td", s.source(), s.reference(), s.translation()));
      page.append("</table>\n</details>\n");
    }
  }

  private void appendCard(StringBuilder page) {
    page.append("<h2>Run card</h2>\n<table>\n");
    row(page, "td", "command", card.command());
    row(page, "td", "srupp", card.srupp() + ", commit " + card.commit());
    for (Map.Entry<String, String> version : card.versions().entrySet()) {
      row(page, "td", version.getKey(), version.getValue());
    }
    Machine machine = card.machine();
    double gibibytes = machine.memoryBytes() / (double) (1 << 30);
    row(
        page,
        "td",
        "machine",
        String.format(
            Locale.ROOT,
            "%s, %s, %d cores, %.1f GiB",
            machine.os(),
            machine.cpu(),
            machine.cores(),
            gibibytes));
    row(page, "td", "seed", Long.toString(card.seed()));
    row(page, "td", "started", card.started());
    for (DataFile file : card.data()) {
      row(
          page,
          "td",
          file.path(),
          String.format(Locale.ROOT, "%,d lines, SHA-256 %s", file.lines(), file.sha256()));
    }
    page.append("</table>\n");
  }

  private static void row(StringBuilder page, String cell, String... values) {
    page.append("<tr>");
    for (String value : values) {
      page.append('<')
          .append(cell)
          .append('>')
          .append(Html.escape(value))
          .append("</")
          .append(cell)
          .append('>');
    }
    page.append("</tr>\n");
  }
}
