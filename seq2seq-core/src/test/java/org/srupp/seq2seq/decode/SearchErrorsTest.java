package org.srupp.seq2seq.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.srupp.seq2seq.decode.HashModel.SPECIALS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchErrorsTest {
  private static final OutputRules RULES =
      new OutputRules(SPECIALS, LengthLimits.absolute(4), true);
  private static final int[][] SOURCE = {{4}};

  static List<SequenceSearch> searches() {
    return List.of(
        new BeamSearch(BeamConfig.PAPER, RULES),
        new GreedySearch(RULES, true),
        new GreedySearch(RULES, false));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void brokenLogitsAreNamedAndTheScorerIsClosed(SequenceSearch search) {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      FixedScorer scorer = new FixedScorer(1, new float[] {0, 0, 0, 0, broken, 1});
      var failure =
          assertThrows(IllegalStateException.class, () -> search.search(sources -> scorer, SOURCE));
      assertEquals(
          "row 0 of the logits has the maximum "
              + broken
              + ", expected a finite one; the model's weights or inputs are broken",
          failure.getMessage());
      assertTrue(scorer.closed);
    }
  }

  @ParameterizedTest
  @MethodSource("searches")
  void aModelThatAllowsNothingIsAnError(SequenceSearch search) {
    float nothing = Float.NEGATIVE_INFINITY;
    FixedScorer scorer = new FixedScorer(1, new float[] {1, nothing, 1, nothing, nothing});
    var failure =
        assertThrows(IllegalStateException.class, () -> search.search(sources -> scorer, SOURCE));
    assertEquals(
        "sentence 0 of the batch, token 1: the model gives no probability to any token that may be produced",
        failure.getMessage());
  }

  @ParameterizedTest
  @MethodSource("searches")
  void wrongRowsAreAnError(SequenceSearch search) {
    FixedScorer scorer = new FixedScorer(3, new float[] {0, 0, 0, 0, 1});
    var failure =
        assertThrows(IllegalStateException.class, () -> search.search(sources -> scorer, SOURCE));
    assertEquals(
        "the scorer starts with 3 rows, expected one for each of 1 sentences",
        failure.getMessage());
  }

  @ParameterizedTest
  @MethodSource("searches")
  void aVocabularyWithoutTheSpecialIdsIsRefused(SequenceSearch search) {
    FixedScorer scorer = new FixedScorer(1, new float[] {0, 0, 0});
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> search.search(sources -> scorer, SOURCE));
    assertEquals("special id 3 is outside the model's vocabulary of 3", failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 7, -1})
  void prefixesHoldWordsOnly(int id) {
    HashModel model = new HashModel(7, 1, 0);
    for (SequenceSearch search : searches()) {
      var failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> search.search(model, SOURCE, new int[][] {{4, id}}));
      assertEquals(
          "sentence 0 of the batch: the prefix holds id "
              + id
              + ", expected a word of the vocabulary of 7, not PAD, SOS or EOS",
          failure.getMessage());
    }
    assertEquals(3, model.closed);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void everySentenceHasAPrefix(SequenceSearch search) {
    HashModel model = new HashModel(7, 1, 0);
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> search.search(model, SOURCE, new int[2][0]));
    assertEquals("expected a prefix for each of 1 sentences, found 2", failure.getMessage());
  }

  /** The model never ends by itself. */
  @ParameterizedTest
  @MethodSource("searches")
  void aPrefixLeavesTheLimitsAsManyTokens(SequenceSearch search) {
    int[] prefix = {4, 4, 4, 4, 4};
    FixedScorer scorer = new FixedScorer(1, new float[] {0, 0, 0, -50, 0, 9});
    int[] found =
        search.search(sources -> scorer, SOURCE, new int[][] {prefix}).get(0).get(0).tokens();
    assertArrayEquals(new int[] {4, 4, 4, 4, 4, 5, 5, 5, 5}, found);
  }

  @Test
  void settingsAreCheckedTogether() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BeamConfig(0, 2, LengthNormalization.GNMT, -1));
    assertEquals(
        "beam search: beam must be at least 1, found 0; nBest must be in [1, beam = 0], found 2; alpha must be a number from 0, found -1.0",
        failure.getMessage());
    failure =
        assertThrows(IllegalArgumentException.class, () -> new LengthLimits(0, 0, Double.NaN, 0));
    assertEquals(
        "length limits: maxLength must be at least 1, found 0; minLength must be in [1, maxLength = 0] (EOS counts), found 0;"
            + " perSourceToken must be a number from 0, found NaN; beyondSource must be at least 1, found 0",
        failure.getMessage());
    failure = assertThrows(IllegalArgumentException.class, () -> new SpecialIds(0, 1, 1, 3));
    assertEquals(
        "special ids must be four different ids from 0, found pad 0, unk 1, sos 1, eos 3",
        failure.getMessage());
  }

  @Test
  void theMaximumFollowsTheSource() {
    var limits = new LengthLimits(3, 50, 1.5, 5);
    assertEquals(9, limits.maximum(3));
    assertEquals(50, limits.maximum(1_000_000));
    assertEquals(124, LengthLimits.PAPER.maximum(1));
    assertEquals(3, new LengthLimits(3, 50, 0, 1).maximum(7), "minLength wins");
  }
}
