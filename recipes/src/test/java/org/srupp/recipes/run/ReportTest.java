package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String NASTY = "<script>alert('x')</script> & \"\u0000";
  private static final String ESCAPED =
      "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;\ufffd";

  @TempDir Path folder;

  @Test
  void whateverATextHoldsIsShownAndNeverRun() {
    SampleTranslation sample = new SampleTranslation("1" + NASTY, "2" + NASTY, "3" + NASTY);
    var records =
        List.of(new MetricsRecord(1, 1, 1, Map.of(MetricKey.VALID_BLEU, 1.0), List.of(sample)));
    RunCard card = RunCardTest.card().withScore(new RunScore("4" + NASTY, "BLEU", 1, "5" + NASTY));
    String page = new Report("6" + NASTY, "7" + NASTY, card, records).toHtml();
    for (int i = 1; i <= 7; i++) {
      assertTrue(page.contains(i + ESCAPED), "text " + i);
    }
    assertFalse(page.contains("<script"));
    assertTrue(page.contains("A &lt;fast&gt; CPU"));
  }

  @Test
  void thePageRefersToNothingOutside() {
    String page = new Report("demo", "seed: 1", RunCardTest.card(), records(100)).toHtml();
    for (String reference : List.of("http", "src=", "href=", "url(", "@import")) {
      assertFalse(page.contains(reference), reference);
    }
  }

  @Test
  void theFactsAreThoseOfTheLog() {
    String page = new Report("demo", "seed: 1", RunCardTest.card(), records(100)).toHtml();
    assertTrue(
        page.contains(
            "1,234 parameters · 1,000 updates in 16.7 minutes · best validation BLEU 90.00 at step 900 · "
                + "lowest validation loss 1.100 at step 900 · not ended"),
        page.substring(page.indexOf("<h1>"), page.indexOf("<h1>") + 300));
    assertEquals(7, page.split("<svg ", -1).length - 1);
  }

  @Test
  void aRunThatHasJustBegunHasAPageWithoutCharts() {
    Path file = folder.resolve("report.html");
    new Report("demo", "seed: 1", RunCardTest.card(), List.of()).write(file);
    assertTrue(Files.exists(file));
    assertFalse(
        new Report("demo", "seed: 1", RunCardTest.card(), List.of()).toHtml().contains("<svg"));
  }

  static List<MetricsRecord> records(int count) {
    List<MetricsRecord> records = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Map<MetricKey, Double> values = new EnumMap<>(MetricKey.class);
      values.put(MetricKey.TRAIN_LOSS, 1 + 6 * Math.exp(-i / 20.0) + 0.1 * Math.sin(i * 7));
      values.put(MetricKey.TOKENS_PER_SECOND, 8000 + 500 * Math.sin(i));
      values.put(MetricKey.GRAD_NORM, 1 + 1.0 / i);
      values.put(MetricKey.LEARNING_RATE, 1e-3 * Math.min(i / 30.0, Math.sqrt(30.0 / i)));
      List<SampleTranslation> samples = List.of();
      if (i % 10 == 0) {
        values.put(MetricKey.VALID_LOSS, i == 90 ? 1.1 : 1.2 + 5.0 / i);
        values.put(MetricKey.VALID_BLEU, i == 90 ? 90.0 : i * 0.8);
        samples = List.of(new SampleTranslation("Der Hund rennt.", "The dog runs.", "The dog is."));
      }
      records.add(new MetricsRecord(10L * i, 1 + i / 30, 10.0 * i, values, samples));
    }
    return records;
  }
}
