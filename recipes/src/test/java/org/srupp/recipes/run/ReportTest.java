package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

  @Test
  void onePointIsADotAndAGapIsNotBridged() {
    String one = chart(new SvgChart.Point(5, 0)).toSvg();
    assertTrue(one.contains("<circle cx=\"434.7\" cy=\"119.0\""), one);
    String gap =
        chart(new SvgChart.Point(1, 1), new SvgChart.Point(2, Double.NaN), new SvgChart.Point(3, 2))
            .toSvg();
    assertTrue(gap.matches("(?s).*d=\"M[\\d.]+ [\\d.]+M[\\d.]+ [\\d.]+\".*"), gap);
    assertTrue(chart(new SvgChart.Point(2, Double.NaN)).isEmpty());
  }

  @Test
  void aLongRunIsThinnedToItsFirstAndLastPointAndSomeBetween() {
    SvgChart.Point[] points = new SvgChart.Point[100_000];
    for (int i = 0; i < points.length; i++) {
      points[i] = new SvgChart.Point(i, i);
    }
    String svg = chart(points).toSvg();
    assertTrue(svg.length() < 20_000, "length " + svg.length());
    assertTrue(svg.contains("d=\"M52.0 210.0L"), svg.substring(0, 2000));
  }

  @Test
  void axesHaveRoundMarks() {
    assertEquals(List.of("0", "2.5", "5", "7.5", "10"), texts(Axis.over(0, 10)));
    assertEquals(List.of("0.1", "0.15", "0.2", "0.25", "0.3"), texts(Axis.over(0.1, 0.3)));
    assertEquals(List.of("0", "10k", "20k", "30k", "40k"), texts(Axis.over(0, 41_000)));
    assertEquals(List.of("0", "1.0e-05", "2.0e-05", "3.0e-05"), texts(new Axis(0, 0.000035)));
  }

  @Test
  void moreLinesThanColoursAreRefused() {
    SvgChart.Line line = new SvgChart.Line("x", List.of());
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SvgChart("t", "x", List.of(line, line, line, line)));
    assertEquals("at most 3 lines, found 4", e.getMessage());
  }

  private static List<String> texts(Axis axis) {
    return axis.marks().stream().map(axis::text).toList();
  }

  private static SvgChart chart(SvgChart.Point... points) {
    return new SvgChart("t", "x", List.of(new SvgChart.Line("l", List.of(points))));
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
