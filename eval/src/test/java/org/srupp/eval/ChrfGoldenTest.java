package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** chrF as sacreBLEU printed it, for a corpus, a segment and a sentence. */
class ChrfGoldenTest {
  @Test
  void corpusScoresEqualSacrebleu() {
    int ran = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : Golden.rows("chrf_corpus.jsonl")) {
      Golden.TestSet cut = Golden.shortest(row);
      var chrf = new Chrf(config(row.get("opts")));
      SegmentStatistics statistics = chrf.statistics(cut.systems().get(""), cut.references());
      ChrfScore score = chrf.corpus(cut.systems().get(""), cut.references());
      boolean close = Golden.close(row.get("score").asDouble(), score.score());
      GoldenForms.expect(row, "score", close, score, wrong);
      List<Double> sums = Arrays.stream(statistics.sums()).boxed().toList();
      boolean counted = Golden.numbers(row.get("stats")).equals(sums);
      GoldenForms.expect(row, "stats " + sums, counted, score, wrong);
      boolean named = row.get("name").asText().equals(chrf.name());
      GoldenForms.expect(row, "name", named, score, wrong);
      GoldenForms.compare(row, score, wrong);
      ran++;
    }
    assertEquals(List.of(), wrong);
    Golden.ran("chrF corpus scores", ran, 268);
  }

  @Test
  void segmentCountsEqualSacrebleu() {
    int ran = 0;
    for (JsonNode row : Golden.rows("segment_stats.jsonl")) {
      if (row.get("metric").asText().equals("chrf++")) {
        Golden.TestSet set = Golden.shortest(row);
        SegmentStatistics found =
            new Chrf(ChrfConfig.DEFAULTS.withWordOrder(2))
                .statistics(set.systems().get(""), set.references());
        for (int i = 0; i < found.segments(); i++) {
          List<Double> flat = Arrays.stream(found.row(i)).boxed().toList();
          assertEquals(
              Golden.numbers(row.get("stats").get(i)), flat, row.get("set") + " segment " + i);
          ran++;
        }
      }
    }
    Golden.ran("chrF++ segment counts", ran, 230);
  }

  @Test
  void sentenceScoresEqualSacrebleu() {
    List<JsonNode> rows = Golden.rows("sentence.jsonl");
    JsonNode configs = rows.get(0).get("configs").get("chrf");
    int ran = 0;
    for (JsonNode row : rows.subList(1, rows.size())) {
      for (Map.Entry<String, JsonNode> expected : row.get("chrf").properties()) {
        var chrf = new Chrf(config(configs.get(expected.getKey())));
        ChrfScore score = chrf.sentence(row.get("hyp").asText(), Golden.texts(row.get("refs")));
        assertTrue(
            Golden.close(expected.getValue().asDouble(), score.score()),
            expected + " of " + row.get("hyp") + ": found " + score.score());
        ran++;
      }
    }
    Golden.ran("chrF sentence scores", ran, 130 * 5);
  }

  private static ChrfConfig config(JsonNode options) {
    ChrfConfig config = ChrfConfig.DEFAULTS;
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      JsonNode value = option.getValue();
      config =
          switch (option.getKey()) {
            case "char_order" -> config.withCharOrder(value.asInt());
            case "word_order" -> config.withWordOrder(value.asInt());
            case "beta" -> config.withBeta(value.asDouble());
            case "lowercase" -> config.withLowercase(value.asBoolean());
            case "whitespace" -> config.withWhitespace(value.asBoolean());
            case "eps_smoothing" -> config.withEpsSmoothing(value.asBoolean());
            default -> throw new IllegalArgumentException("unknown option " + option);
          };
    }
    return config;
  }
}
