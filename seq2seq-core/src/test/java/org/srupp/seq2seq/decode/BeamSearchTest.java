package org.srupp.seq2seq.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.srupp.seq2seq.decode.HashModel.SPECIALS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeamSearchTest {
  // Logits within 3 of 0 and 12 tokens: float exponentials err by 2e-7 relative a token, the double
  // sums by nothing to speak of.
  private static final double TOLERANCE = 12 * 2e-7;

  @ParameterizedTest(name = "{0} alpha {1}, length {2} to {3}, unk {4}")
  @CsvSource({
    "NONE, 0, 1, 4, true",
    "NONE, 0, 3, 4, true",
    "NONE, 0, 1, 5, false",
    "AVERAGE, 1, 1, 4, true",
    "AVERAGE, 0.6, 2, 4, true",
    "AVERAGE, 2, 1, 5, false",
    "GNMT, 1, 1, 4, true",
    "GNMT, 0.6, 4, 4, true",
  })
  void aBeamWiderThanEverythingFindsTheBestOutputs(
      LengthNormalization normalization,
      double alpha,
      int minLength,
      int maxLength,
      boolean allowUnk) {
    var rules =
        new OutputRules(SPECIALS, new LengthLimits(minLength, maxLength, 0, 1000), allowUnk);
    var config = new BeamConfig(1_000, 20, normalization, alpha);
    for (long seed = 0; seed < 5; seed++) {
      HashModel model = new HashModel(7, seed, 0.5f);
      int[][] sources = sources(3, seed);
      List<List<Hypothesis>> found = new BeamSearch(config, rules).search(model, sources);
      for (int i = 0; i < sources.length; i++) {
        assertSame(
            new PlainSearch(model, rules, config).exhaustive(sources[i], new int[0]).subList(0, 20),
            found.get(i));
      }
    }
  }

  @ParameterizedTest(name = "beam {0}, best {1}, {2} alpha {3}, min {4}")
  @CsvSource({
    "1, 1, NONE, 0, 1",
    "2, 1, NONE, 0, 1",
    "3, 3, NONE, 0, 4",
    "5, 1, NONE, 0, 1",
    "5, 5, NONE, 0, 1",
    "2, 2, AVERAGE, 1, 1",
    "4, 1, AVERAGE, 1, 3",
    "5, 2, AVERAGE, 0.5, 1",
    "7, 3, AVERAGE, 3, 1",
    "3, 1, GNMT, 0.6, 1",
    "5, 5, GNMT, 1.5, 2",
  })
  void agreesWithAPlainBeamThatNeverStopsEarly(
      int beam, int nBest, LengthNormalization normalization, double alpha, int minLength) {
    var rules = new OutputRules(SPECIALS, new LengthLimits(minLength, 12, 1.5, 2), true);
    var config = new BeamConfig(beam, nBest, normalization, alpha);
    int[] prefix = {5, 11};
    for (long seed = 0; seed < 10; seed++) {
      HashModel model = new HashModel(23, seed, 0.4f);
      int[][] sources = sources(9, seed);
      int[][] prefixes = new int[9][0];
      prefixes[4] = prefix;
      List<List<Hypothesis>> found = new BeamSearch(config, rules).search(model, sources, prefixes);
      for (int i = 0; i < sources.length; i++) {
        assertSame(
            new PlainSearch(model, rules, config).beam(sources[i], prefixes[i]), found.get(i));
      }
    }
  }

  @Test
  void theBestOutputsAfterAPrefixAreFoundAndItsTokensCount() {
    var rules = new OutputRules(SPECIALS, LengthLimits.absolute(5), true);
    var config = new BeamConfig(1_000, 10, LengthNormalization.AVERAGE, 1);
    HashModel model = new HashModel(7, 3, 0.5f);
    int[][] sources = sources(4, 1);
    int[][] prefixes = {{}, {4}, {6, 1}, {5, 5, 5, 5, 5}};
    List<List<Hypothesis>> found = new BeamSearch(config, rules).search(model, sources, prefixes);
    for (int i = 0; i < sources.length; i++) {
      List<PlainSearch.Output> all =
          new PlainSearch(model, rules, config).exhaustive(sources[i], prefixes[i]);
      assertSame(all.subList(0, Math.min(10, all.size())), found.get(i));
      for (Hypothesis hypothesis : found.get(i)) {
        assertArrayEquals(prefixes[i], Arrays.copyOf(hypothesis.tokens(), prefixes[i].length));
      }
    }
    assertEquals(10, found.get(3).size(), "a prefix as long as the limit leaves as much again");
  }

  @Test
  void aBeamOfOneEqualsGreedy() {
    var rules = new OutputRules(SPECIALS, new LengthLimits(2, 15, 1, 4), false);
    for (long seed = 0; seed < 20; seed++) {
      HashModel model = new HashModel(61, seed, 0.3f);
      int[][] sources = sources(7, seed);
      int[][] prefixes = new int[7][0];
      prefixes[2] = new int[] {1, 9, 8};
      var one =
          new BeamSearch(new BeamConfig(1, 1, LengthNormalization.NONE, 0), rules)
              .search(model, sources, prefixes);
      var greedy = new GreedySearch(rules, true).search(model, sources, prefixes);
      var bare = new GreedySearch(rules, false).search(model, sources, prefixes);
      for (int i = 0; i < 7; i++) {
        Hypothesis expected = one.get(i).getFirst();
        Hypothesis actual = greedy.get(i).getFirst();
        assertArrayEquals(expected.tokens(), actual.tokens());
        assertArrayEquals(expected.tokenLogProbs(), actual.tokenLogProbs());
        assertEquals(expected.logProbability(), actual.logProbability());
        assertEquals(expected.score(), actual.score());
        assertEquals(expected.ended(), actual.ended());
        assertArrayEquals(expected.tokens(), bare.get(i).getFirst().tokens());
        assertEquals(expected.ended(), bare.get(i).getFirst().ended());
        assertTrue(Double.isNaN(bare.get(i).getFirst().score()));
        assertEquals(0, bare.get(i).getFirst().tokenLogProbs().length);
      }
    }
  }

  @Test
  void aSentenceDoesNotDependOnItsBatch() {
    var rules = new OutputRules(SPECIALS, new LengthLimits(1, 20, 1, 4), true);
    // 40 rows and more of 8,191 logits are enough for several threads, one sentence is not.
    HashModel model = new HashModel(8_191, 5, 1.5f);
    int[][] sources = sources(24, 2);
    var search = new BeamSearch(new BeamConfig(5, 5, LengthNormalization.GNMT, 1), rules);
    List<List<Hypothesis>> together = search.search(model, sources);
    int[][] reversed = new int[24][];
    for (int i = 0; i < 24; i++) {
      reversed[i] = sources[23 - i];
      assertIdentical(search.search(model, new int[][] {sources[i]}).getFirst(), together.get(i));
    }
    List<List<Hypothesis>> backwards = search.search(model, reversed);
    for (int i = 0; i < 24; i++) {
      assertIdentical(together.get(i), backwards.get(23 - i));
    }
  }

  @Test
  void endedHypothesesAndSentencesLeaveTheBatch() {
    var rules = new OutputRules(SPECIALS, new LengthLimits(1, 30, 1, 0 + 1), true);
    HashModel model = new HashModel(23, 5, 0.1f);
    int[][] sources = {{4}, {4, 5, 6, 7, 8, 9}, {4, 5}};
    new BeamSearch(new BeamConfig(4, 4, LengthNormalization.NONE, 0), rules).search(model, sources);
    assertEquals(3, model.rowsOfSteps.getFirst());
    assertTrue(
        model.rowsOfSteps.get(1) > 3 && model.rowsOfSteps.get(1) <= 12,
        model.rowsOfSteps.toString());
    assertTrue(model.rowsOfSteps.getLast() <= 4, model.rowsOfSteps.toString());
    assertTrue(model.steps <= 7, model.rowsOfSteps.toString());
    assertEquals(1, model.closed);
  }

  @Test
  void aSentenceStopsWhenNothingCanPassItsBest() {
    var limits = LengthLimits.absolute(200);
    HashModel model = new HashModel(23, 5, 1f);
    new BeamSearch(BeamConfig.PAPER, new OutputRules(SPECIALS, limits, true))
        .search(model, sources(5, 3));
    assertTrue(model.steps < 30, "steps: " + model.steps);
  }

  @Test
  void tiesGoToTheHigherRankAndThenToTheLowerId() {
    var rules = new OutputRules(SPECIALS, LengthLimits.absolute(2), true);
    ScorerFactory constant =
        sources -> new FixedScorer(sources.length, new float[] {9, 1, 9, 0, 1, 1, 1});
    List<Hypothesis> found =
        new BeamSearch(new BeamConfig(5, 5, LengthNormalization.NONE, 0), rules)
            .search(constant, new int[][] {{4}})
            .getFirst();
    List<String> tokens =
        found.stream().map(hypothesis -> Arrays.toString(hypothesis.tokens())).toList();
    // After one token the beam is 1, 4, 5, 6, EOS; then the first of them takes all places.
    assertEquals(List.of("[]", "[1, 1]", "[1, 4]", "[1, 5]", "[1, 6]"), tokens);
  }

  @Test
  void padAndSosAreNeverProducedHoweverLikely() {
    var rules = new OutputRules(SPECIALS, LengthLimits.absolute(3), false);
    ScorerFactory constant =
        sources -> new FixedScorer(sources.length, new float[] {9, 8, 7, 1, 0, 2, 2});
    for (SequenceSearch search :
        List.of(new BeamSearch(BeamConfig.PAPER, rules), new GreedySearch(rules, false))) {
      Hypothesis best = search.search(constant, new int[][] {{4}}).getFirst().getFirst();
      assertTrue(
          Arrays.stream(best.tokens()).allMatch(id -> id >= 4), Arrays.toString(best.tokens()));
    }
  }

  @Test
  void scoresDivideByTheLengthWithEos() {
    // Logits 0 for EOS and ln 3 for word 4: probabilities 1/4 and 3/4 at every step, the other ids
    // at nothing.
    float nothing = Float.NEGATIVE_INFINITY;
    float[] logits = {nothing, nothing, nothing, 0, (float) Math.log(3)};
    ScorerFactory constant = sources -> new FixedScorer(sources.length, logits);
    double[] byHand = {
      3 * Math.log(0.75) + Math.log(0.25), Math.pow(4, 0.5), Math.pow(9 / 6.0, 0.5)
    };
    LengthNormalization[] formulas = LengthNormalization.values();
    for (int i = 0; i < formulas.length; i++) {
      double expected = byHand[0] / (i == 0 ? 1 : byHand[i]);
      var rules = new OutputRules(SPECIALS, new LengthLimits(4, 5, 0, 5), true);
      Hypothesis found =
          new BeamSearch(new BeamConfig(9, 9, formulas[i], 0.5), rules)
              .search(constant, new int[][] {{4}}).getFirst().stream()
                  .filter(h -> h.tokens().length == 3)
                  .findFirst()
                  .orElseThrow();
      assertTrue(found.ended());
      assertEquals(expected, found.score(), 1e-6, formulas[i].name());
      assertEquals(byHand[0], found.logProbability(), 1e-6);
      assertEquals(Math.log(0.25), found.tokenLogProbs()[3], 1e-6);
    }
  }

  @Test
  void anOutputAtTheMaximumIsCutWithoutEos() {
    ScorerFactory constant =
        sources -> new FixedScorer(sources.length, new float[] {0, 0, 0, -20, 5});
    var rules = new OutputRules(SPECIALS, new LengthLimits(1, 100, 2, 1), true);
    for (SequenceSearch search :
        List.of(new BeamSearch(BeamConfig.PAPER, rules), new GreedySearch(rules, true))) {
      Hypothesis best = search.search(constant, new int[][] {{4, 4, 4}}).getFirst().getFirst();
      assertArrayEquals(new int[] {4, 4, 4, 4, 4, 4, 4}, best.tokens());
      assertEquals(7, best.tokenLogProbs().length);
      assertTrue(!best.ended());
    }
  }

  static int[][] sources(int count, long seed) {
    var random = new SplittableRandom(seed);
    int[][] sources = new int[count][];
    for (int i = 0; i < count; i++) {
      sources[i] = random.ints(random.nextInt(1, 9), 4, 1_000).toArray();
    }
    return sources;
  }

  private static void assertSame(List<PlainSearch.Output> expected, List<Hypothesis> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      PlainSearch.Output wanted = expected.get(i);
      Hypothesis found = actual.get(i);
      int words = wanted.ended() ? wanted.tokens().length - 1 : wanted.tokens().length;
      assertArrayEquals(Arrays.copyOf(wanted.tokens(), words), found.tokens(), "place " + i);
      assertEquals(wanted.ended(), found.ended());
      assertEquals(wanted.score(), found.score(), TOLERANCE);
      assertEquals(wanted.logProbability(), found.logProbability(), TOLERANCE);
      assertEquals(wanted.logProbability(), Arrays.stream(found.tokenLogProbs()).sum(), TOLERANCE);
      assertEquals(wanted.tokens().length, found.tokenLogProbs().length);
    }
  }

  static void assertIdentical(List<Hypothesis> expected, List<Hypothesis> actual) {
    List<String> wanted = new ArrayList<>();
    List<String> found = new ArrayList<>();
    expected.forEach(h -> wanted.add(text(h)));
    actual.forEach(h -> found.add(text(h)));
    assertEquals(wanted, found);
  }

  private static String text(Hypothesis h) {
    return Arrays.toString(h.tokens())
        + h.score()
        + h.logProbability()
        + Arrays.toString(h.tokenLogProbs())
        + h.ended();
  }
}
