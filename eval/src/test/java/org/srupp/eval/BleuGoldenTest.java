package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srupp.eval.text.SacrebleuTokenizer;

/** Every number that sacreBLEU printed, for a corpus, a segment and a sentence. */
class BleuGoldenTest {
  @Test
  void corpusScoresEqualSacrebleu() {
    int ran = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : Golden.rows("bleu_corpus.jsonl")) {
      BleuScore score = corpus(row);
      compareParts(row, score, wrong);
      GoldenForms.expect(
          row,
          "precisions",
          closeLists(Golden.numbers(row.get("precisions")), score.precisions()),
          score,
          wrong);
      GoldenForms.expect(
          row, "ratio", Golden.close(row.get("ratio").asDouble(), score.ratio()), score, wrong);
      GoldenForms.expect(
          row, "verbose", row.get("verbose").asText().equals(score.verbose()), score, wrong);
      GoldenForms.compare(row, score, wrong);
      ran++;
    }
    assertEquals(List.of(), wrong);
    Golden.ran("BLEU corpus scores", ran, 447);
  }

  @Test
  void everyCombinationOfSettingsEqualsSacrebleu() {
    int ran = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : Golden.rows("bleu_cross.jsonl")) {
      compareParts(row, corpus(row), wrong);
      ran++;
    }
    assertEquals(List.of(), wrong);
    Golden.ran("BLEU combinations of settings", ran, 960);
  }

  @Test
  void segmentCountsEqualSacrebleu() {
    int ran = 0;
    for (JsonNode row : Golden.rows("segment_stats.jsonl")) {
      if (!row.get("metric").asText().startsWith("bleu")) {
        continue;
      }
      var tokenizer =
          row.get("metric").asText().equals("bleu")
              ? SacrebleuTokenizer.V13A
              : SacrebleuTokenizer.INTL;
      var bleu = new Bleu(BleuConfig.DEFAULTS.withTokenizer(tokenizer));
      Golden.TestSet set = Golden.set(row.get("set").asText());
      List<String> hypotheses = set.systems().get(row.get("sys").asText());
      for (int i = 0; i < hypotheses.size(); i++) {
        int segment = i;
        List<String> references =
            set.references().stream().map(stream -> stream.get(segment)).toList();
        BleuStatistics found = bleu.statistics(hypotheses.get(i), references);
        List<Double> flat = new ArrayList<>();
        flat.add((double) found.hypothesisLength());
        flat.add((double) found.referenceLength());
        for (long count : found.correct()) {
          flat.add((double) count);
        }
        for (long count : found.total()) {
          flat.add((double) count);
        }
        assertEquals(
            Golden.numbers(row.get("stats").get(i)), flat, row.get("set") + " segment " + i);
        ran++;
      }
    }
    Golden.ran("BLEU segment counts", ran, 460);
  }

  @Test
  void sentenceScoresEqualSacrebleu() {
    List<JsonNode> rows = Golden.rows("sentence.jsonl");
    JsonNode configs = rows.get(0).get("configs").get("bleu");
    int ran = 0;
    for (JsonNode row : rows.subList(1, rows.size())) {
      for (Map.Entry<String, JsonNode> expected : row.get("bleu").properties()) {
        var bleu = new Bleu(config(configs.get(expected.getKey())));
        BleuScore score = bleu.sentence(row.get("hyp").asText(), Golden.texts(row.get("refs")));
        JsonNode parts = expected.getValue();
        String where =
            expected.getKey()
                + " of "
                + row.get("hyp")
                + ": expected "
                + parts
                + ", found "
                + score;
        assertTrue(Golden.close(parts.get(0).asDouble(), score.score()), where);
        assertTrue(closeLists(Golden.numbers(parts.get(1)), score.counts()), where);
        assertTrue(closeLists(Golden.numbers(parts.get(2)), score.totals()), where);
        assertTrue(Golden.close(parts.get(3).asDouble(), score.brevityPenalty()), where);
        assertEquals(parts.get(4).asLong(), score.hypothesisLength(), where);
        assertEquals(parts.get(5).asLong(), score.referenceLength(), where);
        ran++;
      }
    }
    Golden.ran("BLEU sentence scores", ran, 130 * 15);
  }

  private static BleuScore corpus(JsonNode row) {
    Golden.TestSet cut = Golden.shortest(row);
    return new Bleu(config(row.get("opts")).withForce(true))
        .corpus(cut.systems().get(""), cut.references());
  }

  private static void compareParts(JsonNode row, BleuScore score, List<String> wrong) {
    GoldenForms.expect(
        row, "score", Golden.close(row.get("score").asDouble(), score.score()), score, wrong);
    GoldenForms.expect(
        row, "counts", closeLists(Golden.numbers(row.get("counts")), score.counts()), score, wrong);
    GoldenForms.expect(
        row, "totals", closeLists(Golden.numbers(row.get("totals")), score.totals()), score, wrong);
    GoldenForms.expect(
        row, "bp", Golden.close(row.get("bp").asDouble(), score.brevityPenalty()), score, wrong);
    GoldenForms.expect(
        row, "sys_len", row.get("sys_len").asLong() == score.hypothesisLength(), score, wrong);
    GoldenForms.expect(
        row, "ref_len", row.get("ref_len").asLong() == score.referenceLength(), score, wrong);
  }

  /**
   * Counts are whole numbers, or whole numbers plus a smoothing value that binary fractions hold or
   * nearly hold.
   */
  private static boolean closeLists(List<Double> expected, List<Double> actual) {
    boolean equal = expected.size() == actual.size();
    for (int i = 0; equal && i < expected.size(); i++) {
      equal = Golden.close(expected.get(i), actual.get(i));
    }
    return equal;
  }

  private static BleuConfig config(JsonNode options) {
    BleuConfig config = BleuConfig.DEFAULTS;
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      JsonNode value = option.getValue();
      config =
          switch (option.getKey()) {
            case "tokenize" -> config.withTokenizer(SacrebleuTokenizer.of(value.asText()));
            case "lowercase" -> config.withLowercase(value.asBoolean());
            case "smooth_method" ->
                config.withSmoothing(Smoothing.Method.of(value.asText()).withDefault());
            case "smooth_value" -> config;
            case "effective_order" -> config.withEffectiveOrder(value.asBoolean());
            case "max_ngram_order" -> config.withMaxOrder(value.asInt());
            case "force" -> config.withForce(value.asBoolean());
            default -> throw new IllegalArgumentException("unknown option " + option);
          };
    }
    return options.has("smooth_value")
        ? config.withSmoothing(
            new Smoothing(config.smoothing().method(), options.get("smooth_value").asDouble()))
        : config;
  }
}
