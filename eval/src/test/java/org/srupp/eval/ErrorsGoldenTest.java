package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls that fail in sacreBLEU, all of them over text that must not be copied. */
@Tag("full")
class ErrorsGoldenTest {
  @Test
  void callsThatFailInSacrebleuAreRefused() {
    int ran = 0;
    for (JsonNode row : Golden.rows("api_errors.jsonl")) {
      Golden.TestSet set = Golden.set(row.get("set").asText());
      var streams =
          Golden.numbers(row.get("refs")).stream()
              .map(k -> set.references().get(k.intValue()))
              .toList();
      Metric metric =
          switch (row.get("metric").asText()) {
            case "bleu" -> new Bleu(BleuConfig.DEFAULTS.withForce(true));
            case "chrf" -> new Chrf(ChrfConfig.DEFAULTS);
            default -> new Ter(TerConfig.DEFAULTS);
          };
      var hypotheses = set.systems().values().iterator().next();
      var failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> metric.corpus(hypotheses, streams),
              row::toString);
      assertTrue(failure.getMessage().endsWith(" has no reference, expected at least 1"));
      ran++;
    }
    Golden.ran("refused calls", ran, 12);
  }
}
