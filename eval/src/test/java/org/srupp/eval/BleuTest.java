package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.srupp.eval.text.LineTokenizer;
import org.srupp.eval.text.NamedTokenizer;
import org.srupp.eval.text.SacrebleuTokenizer;

class BleuTest {
  private static final Bleu BLEU = new Bleu(BleuConfig.DEFAULTS);

  @Test
  void textFormsSayWhatWasComputed() {
    BleuScore score =
        BLEU.corpus(List.of("the cat sat on a mat"), List.of(List.of("the cat sat on the mat .")));
    assertEquals(
        "BLEU = 45.48 83.3/60.0/50.0/33.3 (BP = 0.846 ratio = 0.857 hyp_len = 6 ref_len = 7)",
        score.text(2));
    assertTrue(
        score
            .text(1, false)
            .startsWith(
                "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0+srupp = 45.5 8"));
    assertTrue(
        score
            .text(1, true)
            .startsWith("BLEU|#:1|c:mixed|e:no|tok:13a|s:exp|v:2.6.0+srupp = 45.5 8"));
  }

  @Test
  void orderOfSegmentsDoesNotMatter() {
    List<String> hypotheses = texts(3001, 1);
    List<String> references = texts(3001, 2);
    BleuScore straight = BLEU.corpus(hypotheses, List.of(references));
    Collections.shuffle(hypotheses, new Random(3));
    Collections.shuffle(references, new Random(3));
    BleuScore shuffled = BLEU.corpus(hypotheses, List.of(references));
    assertEquals(straight, shuffled);
    assertTrue(straight.score() > 1 && straight.score() < 99, straight.text(2));
  }

  @Test
  void corpusCountsAreTheSumsOfSegmentCounts() {
    List<String> hypotheses = texts(700, 4);
    List<String> references = texts(700, 5);
    var sums = new BleuStatistics(4);
    for (int i = 0; i < hypotheses.size(); i++) {
      sums.add(BLEU.statistics(hypotheses.get(i), List.of(references.get(i))));
    }
    BleuScore score = BLEU.corpus(hypotheses, List.of(references));
    assertEquals(Arrays.stream(sums.correct()).asDoubleStream().boxed().toList(), score.counts());
    assertEquals(Arrays.stream(sums.total()).asDoubleStream().boxed().toList(), score.totals());
    assertEquals(sums.referenceLength(), score.referenceLength());
  }

  @Test
  void sameTextScoresHundred() {
    List<String> texts = texts(50, 6);
    // exp(log 100) in doubles is 100.00000000000004.
    assertEquals(100, BLEU.corpus(texts, List.of(texts)).score(), 1e-12);
  }

  @Test
  void anotherReferenceNeverLowersTheCounts() {
    for (int seed = 0; seed < 200; seed++) {
      String hypothesis = texts(1, seed).get(0);
      List<String> references = texts(3, seed + 1000);
      long[] fewer = BLEU.statistics(hypothesis, references.subList(0, 2)).correct();
      long[] more = BLEU.statistics(hypothesis, references).correct();
      for (int i = 0; i < 4; i++) {
        assertTrue(more[i] >= fewer[i], "seed " + seed + " order " + (i + 1));
      }
    }
  }

  @Test
  void oneCounterServesSegmentsOfVeryDifferentLength() {
    var counter = new BleuCounter(BleuConfig.DEFAULTS);
    String many = String.join(" ", texts(400, 7));
    for (String text : List.of("a b", many, "", "a b a b", many + " x", "b a")) {
      var kept = new BleuStatistics(4);
      counter.add(text, List.of(many, "a b a"), kept);
      assertEquals(BLEU.statistics(text, List.of(many, "a b a")).toString(), kept.toString());
    }
  }

  @Test
  void segmentWithoutReferenceIsRefusedUnlessItsHypothesisIsEmpty() {
    List<String> missing = Arrays.asList("a b", null);
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> BLEU.corpus(List.of("a b", "c"), List.of(missing)));
    assertEquals("segment 2 has no reference, expected at least 1", failure.getMessage());
    // As sacreBLEU: the closest of no lengths is -1.
    assertEquals(1, BLEU.corpus(List.of("a b", " "), List.of(missing)).referenceLength());
    var alone = assertThrows(IllegalArgumentException.class, () -> BLEU.sentence("a", List.of()));
    assertEquals("the segment has no reference, expected at least 1", alone.getMessage());
  }

  @Test
  void allMistakesInTheListsAreNamed() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BLEU.corpus(
                    Arrays.asList("a", null), List.of(List.of("a"), List.of("a", "b"), List.of())));
    assertEquals(
        "reference stream 1 has 1 segments, expected 2 as there are hypotheses; reference stream 3 has 0 segments, expected 2"
            + " as there are hypotheses; hypothesis 2 is null, expected a text, which may be empty",
        failure.getMessage());
    var empty =
        assertThrows(IllegalArgumentException.class, () -> BLEU.corpus(List.of(), List.of()));
    assertEquals(
        "there is no hypothesis, expected at least 1; there is no reference stream, expected at least 1",
        empty.getMessage());
  }

  @Test
  void hundredTokenizedPeriodsAreSuspicious() {
    List<String> lines = new ArrayList<>(Collections.nCopies(99, "It ends here ."));
    lines.add("It does not.");
    assertFalse(Bleu.tokenizedPeriods(lines).isPresent());
    lines.add("It does .");
    assertTrue(
        Bleu.tokenizedPeriods(lines)
            .orElseThrow()
            .startsWith("That's 100 lines that end in a tokenized period"));
  }

  @Test
  void anyTokenizerWithANameServes() {
    var halves =
        new NamedTokenizer() {
          @Override
          public String label() {
            return "halves";
          }

          @Override
          public LineTokenizer newTokenizer() {
            return (line, out) -> {
              out.clear();
              out.append(line.substring(0, line.length() / 2));
              out.append(' ');
              out.append(line.substring(line.length() / 2));
            };
          }
        };
    BleuScore score =
        new Bleu(BleuConfig.DEFAULTS.withTokenizer(halves).withEffectiveOrder(true))
            .sentence("abcd", List.of("abxy"));
    assertEquals(List.of(1.0, 0.0, 0.0, 0.0), score.counts());
    assertEquals(2, score.hypothesisLength());
    assertTrue(score.signature().toString().contains("|tok:halves|"));
  }

  @Test
  void wholeNumbersLoseTheFractionOfAddK() {
    var metric =
        new Bleu(BleuConfig.DEFAULTS.withSmoothing(new Smoothing(Smoothing.Method.ADD_K, 1.7)));
    double[] sums = {6, 6, 5, 3, 1, 0, 6, 5, 4, 3};
    assertEquals(
        new Bleu(BleuConfig.DEFAULTS.withSmoothing(new Smoothing(Smoothing.Method.ADD_K, 1)))
            .score(sums),
        metric.inWholeNumbers().score(sums));
    assertTrue(metric.score(sums) > metric.inWholeNumbers().score(sums));
  }

  @Test
  void unknownNamesAndValuesAreRefused() {
    assertEquals(
        "tokenizer ja-mecab is not available (it needs the MeCab program and its dictionary); choose one of 13a, intl, zh, char, none",
        assertThrows(IllegalArgumentException.class, () -> SacrebleuTokenizer.of("ja-mecab"))
            .getMessage());
    assertEquals(
        "unknown smoothing add-1; choose one of none, floor, add-k, exp",
        assertThrows(IllegalArgumentException.class, () -> Smoothing.Method.of("add-1"))
            .getMessage());
    assertEquals(
        "smoothing value must be finite and at least 0, found NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Smoothing(Smoothing.Method.FLOOR, Double.NaN))
            .getMessage());
    assertEquals(
        "maxOrder must be at least 1, found 0",
        assertThrows(IllegalArgumentException.class, () -> BleuConfig.DEFAULTS.withMaxOrder(0))
            .getMessage());
  }

  /** Seeded lines of 3 to 12 words over a small vocabulary, so that n-grams repeat and match. */
  private static List<String> texts(int count, long seed) {
    var random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var words = new ArrayList<String>();
      for (int length = 3 + random.nextInt(10); words.size() < length; ) {
        words.add("w" + (int) Math.abs(3 * random.nextGaussian()));
      }
      texts.add(String.join(" ", words));
    }
    return texts;
  }
}
