package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every metric. */
class CorpusMetricTest {
  private static final int SEGMENTS = 2_001;

  static Stream<CorpusMetric> metrics() {
    return Stream.of(
        new Bleu(BleuConfig.DEFAULTS),
        new Chrf(ChrfConfig.DEFAULTS),
        new Chrf(ChrfConfig.DEFAULTS.withWordOrder(2)),
        new Ter(TerConfig.DEFAULTS),
        new Ter(new TerConfig(true, true, true, true)));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void numberOfThreadsDoesNotMatter(CorpusMetric metric) throws Exception {
    List<String> references = Texts.captions(SEGMENTS, 1);
    List<String> hypotheses = Texts.corrupted(references, 2);
    double[] alone = sums(1, metric, hypotheses, references);
    assertArrayEquals(alone, sums(7, metric, hypotheses, references));
    assertTrue(metric.score(alone) > 5 && metric.score(alone) < 95, "score " + metric.score(alone));
  }

  private static double[] sums(
      int threads, CorpusMetric metric, List<String> hypotheses, List<String> references)
      throws Exception {
    try (var pool = new ForkJoinPool(threads)) {
      return pool.submit(() -> metric.statistics(hypotheses, List.of(references)).sums()).get();
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void orderOfSegmentsDoesNotMatter(CorpusMetric metric) {
    List<String> references = Texts.captions(SEGMENTS, 3);
    List<String> hypotheses = Texts.corrupted(references, 4);
    // Two references: mean lengths are then halves, whose sums are exact.
    List<String> others = Texts.corrupted(references, 5);
    Score straight = metric.corpus(hypotheses, List.of(references, others));
    List<List<String>> mixed =
        Stream.of(hypotheses, references, others).map(CorpusMetricTest::shuffled).toList();
    assertEquals(straight, metric.corpus(mixed.get(0), mixed.subList(1, 3)));
  }

  private static List<String> shuffled(List<String> lines) {
    List<String> copy = new ArrayList<>(lines);
    Collections.shuffle(copy, new Random(6));
    return copy;
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void sameTextScoresBest(CorpusMetric metric) {
    List<String> texts = Texts.captions(50, 7);
    double best = metric instanceof Ter ? 0 : 100;
    // exp(log 100) in doubles is 100.00000000000004.
    assertEquals(best, metric.corpus(texts, List.of(texts)).score(), 1e-12);
    assertEquals(best, metric.sentence(texts.get(0), texts.subList(0, 1)).score(), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void sentenceIsACorpusOfOneSegment(CorpusMetric metric) {
    List<String> references = Texts.captions(3, 8);
    String hypothesis = Texts.corrupted(references, 9).get(1);
    List<List<String>> streams = references.stream().map(List::of).toList();
    assertEquals(
        metric.corpus(List.of(hypothesis), streams), metric.sentence(hypothesis, references));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void missingReferencesAreNotEmptyOnes(CorpusMetric metric) {
    List<String> hypotheses = List.of("a b c d e", "a b c d");
    List<String> first = List.of("a b c d e", "a b c d");
    List<String> second = Arrays.asList("x", null);
    Score score = metric.corpus(hypotheses, List.of(first, second));
    assertEquals("var", score.signature().fields().get(0).value());
    assertEquals(
        "2",
        metric
            .corpus(hypotheses, List.of(first, List.of("x", "")))
            .signature()
            .fields()
            .get(0)
            .value());
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> metric.corpus(hypotheses, List.of(second)));
    assertEquals("segment 2 has no reference, expected at least 1", failure.getMessage());
    var alone =
        assertThrows(
            IllegalArgumentException.class,
            () -> metric.sentence("a", Collections.singletonList(null)));
    assertEquals("the segment has no reference, expected at least 1", alone.getMessage());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void emptyTextsHaveAScore(CorpusMetric metric) {
    double worst = metric instanceof Ter ? 100 : 0;
    assertEquals(worst, metric.sentence("", List.of("a b")).score());
    assertEquals(worst, metric.sentence("a b", List.of("")).score());
    assertEquals(0, metric.sentence(" ", List.of("")).score());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void millionWordsInALineHaveAScore(CorpusMetric metric) {
    List<String> captions = Texts.captions(91_000, 10);
    String reference = String.join(" ", captions);
    String hypothesis = String.join(" ", Texts.corrupted(captions, 11));
    assertTrue(reference.split(" ").length > 1_000_000);
    // Seconds on two busy cores; a search over all pairs of words would take days.
    double score =
        assertTimeoutPreemptively(
            Duration.ofMinutes(3), () -> metric.sentence(hypothesis, List.of(reference)).score());
    assertTrue(score > 5 && score < 99, "score " + score);
  }

  @Test
  void statisticsMustBeWholeRows() {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> new SegmentStatistics(2, new double[3], "1"));
    assertEquals("statistics hold 3 values, expected whole rows of 2", failure.getMessage());
    var rows = new SegmentStatistics(2, new double[] {1, 2, 3, 4}, "1");
    assertArrayEquals(new double[] {4, 6}, rows.sums());
    assertArrayEquals(new double[] {3, 4}, rows.row(1));
    assertEquals(4, rows.value(1, 1));
    assertEquals(2, rows.segments());
  }

  @Test
  void settingsOfResamplingFollowTheReferences() {
    Signature signature = new Ter(TerConfig.DEFAULTS).signature("1");
    List<Signature.Field> settings =
        List.of(new Signature.Field("bs", "bs", "9"), new Signature.Field("seed", "sd", "7"));
    assertTrue(signature.insert(settings).toString().startsWith("nrefs:1|bs:9|seed:7|case:lc|"));
    assertTrue(signature.insert(settings).brief().startsWith("#:1|bs:9|sd:7|c:lc|"));
  }
}
