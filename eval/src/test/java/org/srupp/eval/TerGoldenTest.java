package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TER as sacreBLEU printed it, for a corpus, a segment and a sentence. */
class TerGoldenTest {
  @Test
  void corpusScoresEqualSacrebleu() {
    int ran = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : Golden.rows("ter_corpus.jsonl")) {
      Golden.TestSet cut = Golden.shortest(row);
      TerScore score =
          new Ter(config(row.get("opts"))).corpus(cut.systems().get(""), cut.references());
      boolean close = Golden.close(row.get("score").asDouble(), score.score());
      GoldenForms.expect(row, "score", close, score, wrong);
      boolean edits = row.get("num_edits").asDouble() == score.edits();
      GoldenForms.expect(row, "edits " + score.edits(), edits, score, wrong);
      boolean length = Golden.close(row.get("ref_length").asDouble(), score.referenceLength());
      GoldenForms.expect(row, "length " + score.referenceLength(), length, score, wrong);
      GoldenForms.compare(row, score, wrong);
      ran++;
    }
    assertEquals(List.of(), wrong);
    Golden.ran("TER corpus scores", ran, 209);
  }

  @Test
  void segmentEditsEqualSacrebleu() {
    int ran = 0;
    for (JsonNode row : Golden.rows("ter_segments.jsonl")) {
      Golden.TestSet cut = Golden.shortest(row);
      SegmentStatistics found =
          new Ter(config(row.get("opts"))).statistics(cut.systems().get(""), cut.references());
      for (int i = 0; i < found.segments(); i++) {
        String where = row.get("set") + " " + row.get("sys") + " segment " + i;
        assertEquals(row.get("edits").get(i).asDouble(), found.value(i, 0), where);
        // One division of whole numbers on both sides.
        assertEquals(row.get("ref_len").get(i).asDouble(), found.value(i, 1), where);
        ran++;
      }
    }
    Golden.ran("TER segment edits", ran, 3000);
  }

  @Test
  void sentenceScoresEqualSacrebleu() {
    List<JsonNode> rows = Golden.rows("sentence.jsonl");
    JsonNode configs = rows.get(0).get("configs").get("ter");
    int ran = 0;
    for (JsonNode row : rows.subList(1, rows.size())) {
      for (Map.Entry<String, JsonNode> expected : row.get("ter").properties()) {
        var ter = new Ter(config(configs.get(expected.getKey())));
        TerScore score = ter.sentence(row.get("hyp").asText(), Golden.texts(row.get("refs")));
        JsonNode parts = expected.getValue();
        String where = expected + " of " + row.get("hyp") + ": found " + score;
        assertTrue(Golden.close(parts.get(0).asDouble(), score.score()), where);
        assertEquals(parts.get(1).asDouble(), score.edits(), where);
        assertTrue(Golden.close(parts.get(2).asDouble(), score.referenceLength()), where);
        ran++;
      }
    }
    Golden.ran("TER sentence scores", ran, 130 * 3);
  }

  private static TerConfig config(JsonNode options) {
    TerConfig config = TerConfig.DEFAULTS;
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      boolean value = option.getValue().asBoolean();
      config =
          switch (option.getKey()) {
            case "normalized" -> config.withNormalized(value);
            case "no_punct" -> config.withWithoutPunctuation(value);
            case "asian_support" -> config.withAsianSupport(value);
            case "case_sensitive" -> config.withCaseSensitive(value);
            default -> throw new IllegalArgumentException("unknown option " + option);
          };
    }
    return config;
  }
}
