package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Intervals and p-values of the real sacreBLEU for the same seeds. */
class SignificanceGoldenTest {
  /** How far its single-precision means and half-widths are from those in double. */
  private static final double SINGLE = 5e-5;

  private static final String THEIRS = "version:" + Signature.REPRODUCES;
  private static final String OURS = "version:" + Signature.VERSION;
  private static final String THEIR_JSON = "\"version\": \"" + Signature.REPRODUCES + "\"";
  private static final String OUR_JSON = "\"version\": \"" + Signature.VERSION + "\"";

  private final List<String> wrong = new ArrayList<>();

  @Test
  void intervalsEqualSacrebleu() {
    List<JsonNode> rows = Golden.rows("significance/confidence.jsonl");
    JsonNode options = rows.get(0).get("metrics");
    int ran = 0;
    for (JsonNode row : rows.subList(1, rows.size())) {
      String name = row.get("metric").asText();
      CorpusMetric metric = GoldenMetrics.of(name, options.get(name));
      var bootstrap =
          new Bootstrap(row.get("n").asInt(), ResamplingSeed.of(row.get("seed").asText()));
      Golden.TestSet cut = Golden.shortest(row);
      int segments = row.get("segments").asInt();
      List<List<String>> references = new ArrayList<>();
      cut.references().forEach(stream -> references.add(stream.subList(0, segments)));
      List<String> hypotheses = cut.systems().get("").subList(0, segments);
      Score score = bootstrap.corpus(metric, hypotheses, references);
      compareInterval(row, score);
      ran++;
    }
    assertEquals(List.of(), wrong);
    Golden.ran("intervals", ran, 16);
  }

  private void compareInterval(JsonNode row, Score score) {
    Estimate found = score.estimate().orElseThrow();
    JsonNode expected = row.get("f64");
    expect(row, "score", near(row.get("score"), score.score(), Golden.RELATIVE), score);
    expect(row, "mean", near(expected.get("mean"), found.mean(), Golden.RELATIVE), found);
    expect(row, "ci", near(expected.get("ci"), found.halfWidth(), Golden.RELATIVE), found);
    expect(row, "lower", near(expected.get("lower"), found.lower(), Golden.RELATIVE), found);
    expect(row, "upper", near(expected.get("upper"), found.upper(), Golden.RELATIVE), found);
    String text = row.get("text").asText().replace(THEIRS, OURS);
    expect(row, "text", text.equals(score.text(2, false)), score);
    String json = row.get("json").asText().replace(THEIRS, OURS).replace(THEIR_JSON, OUR_JSON);
    expect(row, "json", json.equals(score.json(1)), score.json(1));
  }

  @Test
  void pairedTestsEqualSacrebleu() {
    int ran = 0;
    for (JsonNode row : pairedRows()) {
      for (Map.Entry<String, JsonNode> expected : row.get("results").properties()) {
        comparePaired(row, expected.getKey(), expected.getValue());
        ran++;
      }
    }
    assertEquals(List.of(), wrong);
    Golden.ran("paired tests", ran, 21);
  }

  private void comparePaired(JsonNode row, String metricName, JsonNode expected) {
    CorpusMetric metric = GoldenMetrics.of(metricName);
    Golden.TestSet set = Golden.set(row.get("set").asText());
    int segments = row.path("segments").asInt(set.references().get(0).size());
    List<List<String>> references = new ArrayList<>();
    row.get("refs")
        .forEach(k -> references.add(set.references().get(k.asInt()).subList(0, segments)));
    List<SegmentStatistics> statistics = new ArrayList<>();
    row.get("systems")
        .forEach(
            system ->
                statistics.add(
                    metric.statistics(
                        system(set, system.asText()).subList(0, segments), references)));
    List<PairedResult> results = test(row).compare(metric, statistics);
    JsonNode rows = expected.isArray() ? expected : expected.get("rows");
    for (int i = 0; i < results.size(); i++) {
      compareRow(row, rows.get(i), results.get(i));
    }
    String signature = row.get("signatures").get(metric.name()).asText().replace(THEIRS, OURS);
    Signature found = results.get(0).score().signature();
    expect(row, "signature", signature.equals(found.toString()), found);
  }

  private static PairedTest test(JsonNode row) {
    ResamplingSeed seed = ResamplingSeed.of(row.get("seed").asText());
    int trials = row.get("n").asInt();
    int resamples = row.get("n_ar_confidence").asInt();
    if (row.get("test").asText().equals("bs")) {
      return PairedTest.bootstrap(trials, seed);
    }
    return resamples > 0
        ? PairedTest.randomisation(trials, resamples, seed)
        : PairedTest.randomisation(trials, seed);
  }

  private void compareRow(JsonNode row, JsonNode expected, PairedResult found) {
    expect(
        row, "score", near(expected.get("score"), found.score().score(), Golden.RELATIVE), found);
    // One trial more or less would change it by far more.
    double chance = found.pValue().orElse(Double.NaN);
    expect(row, "p", near(expected.get("p_value"), chance, Golden.RELATIVE), found);
    JsonNode exact = expected.path("f64");
    JsonNode interval = exact.isMissingNode() ? expected : exact;
    double tolerance = exact.isMissingNode() ? SINGLE : Golden.RELATIVE;
    double mean = found.estimate().map(Estimate::mean).orElse(Double.NaN);
    double halfWidth = found.estimate().map(Estimate::halfWidth).orElse(Double.NaN);
    expect(row, "mean", near(interval.path("mean"), mean, tolerance), found);
    expect(row, "ci", near(interval.path("ci"), halfWidth, tolerance), found);
  }

  /** {@code b}, or {@code b:c9}: b with every ninth line, from the first, of c. */
  private static List<String> system(Golden.TestSet set, String spelling) {
    String[] parts = spelling.split(":");
    List<String> lines = new ArrayList<>(set.systems().get(parts[0]));
    if (parts.length > 1) {
      List<String> others = set.systems().get(parts[1].substring(0, 1));
      int step = Integer.parseInt(parts[1].substring(1));
      for (int i = 0; i < lines.size(); i += step) {
        lines.set(i, others.get(i));
      }
    }
    return lines;
  }

  /** Those over made text, and, in a whole golden folder, those over sacreBLEU's own sets. */
  private static List<JsonNode> pairedRows() {
    List<JsonNode> rows = new ArrayList<>();
    if (Files.exists(Golden.folder().resolve("significance/paired.jsonl"))) {
      List<JsonNode> theirs = Golden.rows("significance/paired.jsonl");
      rows.addAll(theirs.subList(1, theirs.size()));
    } else {
      rows.addAll(Golden.rows("../significance/paired.jsonl"));
    }
    return rows;
  }

  /** No number where there must be none. */
  private static boolean near(JsonNode expected, double found, double tolerance) {
    if (!expected.isNumber()) {
      return Double.isNaN(found);
    }
    double scale = Math.max(1, Math.abs(expected.asDouble()));
    return Math.abs(expected.asDouble() - found) <= tolerance * scale;
  }

  private void expect(JsonNode row, String what, boolean equal, Object found) {
    if (!equal) {
      wrong.add(what + ": expected " + row + ", found " + found);
    }
  }
}
