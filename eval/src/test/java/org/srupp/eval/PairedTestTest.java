package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PairedTestTest {
  private static final Ter TER = new Ter(TerConfig.DEFAULTS);
  private static final Bleu BLEU = new Bleu(BleuConfig.DEFAULTS);
  private static final ResamplingSeed SEED = ResamplingSeed.DEFAULT;

  @Test
  void threadsDoNotChangeTheResult() throws Exception {
    List<SegmentStatistics> statistics = statistics(TER, 1100);
    for (PairedTest test :
        List.of(PairedTest.bootstrap(60, SEED), PairedTest.randomisation(60, 40, SEED))) {
      List<PairedResult> expected;
      try (var one = new ForkJoinPool(1)) {
        expected = one.submit(() -> test.compare(TER, statistics)).get();
      }
      try (var seven = new ForkJoinPool(7)) {
        assertEquals(expected, seven.submit(() -> test.compare(TER, statistics)).get());
      }
    }
  }

  @Test
  void aSystemEqualToTheBaselineHasTheSmallestChance() {
    // No trial differs by more than 0; sacreBLEU prints this for equal systems, too.
    List<SegmentStatistics> statistics = statistics(TER, 50);
    List<SegmentStatistics> equal = List.of(statistics.get(0), statistics.get(0));
    for (PairedTest test :
        List.of(PairedTest.bootstrap(99, SEED), PairedTest.randomisation(99, SEED))) {
      assertEquals(0.01, test.compare(TER, equal).get(1).pValue().orElseThrow());
    }
  }

  @Test
  void swapsOfFractionsKeepTiesTies() {
    // Thirds of words add up to other last places in another order; only the first of 40 segments
    // differs, so that every swap is a tie with the difference found, and none exceeds it.
    double[] baseline = new double[80];
    for (int i = 0; i < 40; i++) {
      baseline[2 * i] = i % 5;
      baseline[2 * i + 1] = 7 + i % 3 / 3.0;
    }
    double[] other = baseline.clone();
    other[0] = 3;
    other[1] = 8;
    List<SegmentStatistics> statistics =
        List.of(new SegmentStatistics(2, baseline, "3"), new SegmentStatistics(2, other, "3"));
    PairedResult found = PairedTest.randomisation(199, SEED).compare(TER, statistics).get(1);
    assertEquals(1 / 200.0, found.pValue().orElseThrow());
  }

  @Test
  void seedZeroSeedsIntervalsAlone() {
    ResamplingSeed zero = ResamplingSeed.of("0");
    var bootstrap = new Bootstrap(50, zero);
    List<SegmentStatistics> statistics = statistics(BLEU, 80);
    Score once = bootstrap.score(BLEU, statistics.get(1));
    assertEquals(once.estimate(), bootstrap.score(BLEU, statistics.get(1)).estimate());
    List<PairedResult> paired = PairedTest.bootstrap(50, zero).compare(BLEU, statistics);
    assertEquals(bootstrap.score(BLEU, statistics.get(0)).estimate(), paired.get(0).estimate());
    assertNotEquals(once.estimate(), paired.get(1).estimate());
    assertTrue(paired.get(0).score().signature().toString().contains("|bs:50|seed:0|"));
  }

  @Test
  void seedsAreNumbersOrNone() {
    assertEquals("none", ResamplingSeed.of("None").label());
    assertEquals(
        "123456789012345678901234567890",
        ResamplingSeed.of("123456789012345678901234567890").label());
    for (String wrong : List.of("-1", "1.5", "", "nine")) {
      assertEquals(
          "seed must be a whole number of at least 0 or none, found " + wrong,
          assertThrows(IllegalArgumentException.class, () -> ResamplingSeed.of(wrong))
              .getMessage());
    }
  }

  @Test
  void whatCannotBeTestedIsRefused() {
    assertEquals("resamples must be at least 1, found 0", message(() -> new Bootstrap(0, SEED)));
    assertEquals(
        "resamples must be at least 1, found -2", message(() -> PairedTest.bootstrap(-2, SEED)));
    assertEquals(
        "trials must be at least 1, found 0", message(() -> PairedTest.randomisation(0, SEED)));
    PairedTest test = PairedTest.bootstrap(9, SEED);
    List<SegmentStatistics> two = statistics(TER, 4);
    assertEquals(
        "a paired test needs at least 2 systems, found 1",
        message(() -> test.compare(TER, two.subList(0, 1))));
    List<SegmentStatistics> uneven = List.of(two.get(0), statistics(TER, 3).get(1));
    assertEquals(
        "system 1 has 3 segments, expected 4 as the baseline has",
        message(() -> test.compare(TER, uneven)));
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  /** A baseline and two systems that are worse by some words, with two references. */
  private static List<SegmentStatistics> statistics(CorpusMetric metric, int segments) {
    List<List<String>> references = List.of(texts(segments, 1), texts(segments, 2));
    List<SegmentStatistics> statistics = new ArrayList<>();
    for (int seed = 3; seed < 6; seed++) {
      List<String> own = texts(segments, seed);
      for (int i = 0; i < segments; i++) {
        own.set(i, i % seed == 0 ? own.get(i) : references.get(0).get(i) + " " + own.get(i));
      }
      statistics.add(metric.statistics(own, references));
    }
    return statistics;
  }

  private static List<String> texts(int count, int seed) {
    var random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      int words = 1 + random.nextInt(9);
      for (int k = 0; k < words; k++) {
        text.append((char) ('a' + random.nextInt(6))).append(' ');
      }
      texts.add(text.toString().strip());
    }
    return texts;
  }
}
