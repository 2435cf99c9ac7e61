package org.srupp.seq2seq.shortlist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.Sentences;

class ShortlistBuilderTest {
  private static final VocabularyMark SOURCE = new VocabularyMark(6, 1);
  private static final VocabularyMark TARGET = new VocabularyMark(9, 2);
  private static final int[] ALIKE = {-1, -1, 8, -1, -1, 7};

  private static ParallelCorpus corpus(List<int[]> source, List<int[]> target) {
    return new ParallelCorpus(Sentences.of("a.src", source), Sentences.of("a.tgt", target));
  }

  private static Shortlist build(List<int[]> source, List<int[]> target) {
    return new ShortlistBuilder(new ShortlistConfig(2, 1), 2)
        .build(corpus(source, target), SOURCE, TARGET, ALIKE);
  }

  @Test
  void aListHasTheLikeliestTranslationsAndThePieceOfTheSameSpelling() {
    // 1 is 5, 2 is 6, 3 is 4; 4 and 5 do not occur.
    Shortlist list =
        build(
            List.of(new int[] {1, 2}, new int[] {1, 3}, new int[] {3, 2}, new int[] {3, 1, 3}),
            List.of(new int[] {5, 6}, new int[] {5, 4}, new int[] {4, 6}, new int[] {4, 5, 4}));
    assertArrayEquals(new int[] {4, 5}, list.frequent());
    assertArrayEquals(new int[] {5}, list.best(1));
    assertArrayEquals(new int[] {6, 8}, list.best(2));
    assertArrayEquals(new int[] {4}, list.best(3));
    assertArrayEquals(new int[0], list.best(4));
    assertArrayEquals(new int[] {7}, list.best(5));
  }

  @Test
  void emptyAndOverlongSidesTeachNothing() {
    int[] overlong = new int[ShortlistBuilder.MAX_PIECES + 1];
    Shortlist list =
        build(
            List.of(new int[] {1}, new int[0], new int[] {2}, overlong),
            List.of(new int[] {5}, new int[] {6}, new int[0], new int[] {6}));
    assertArrayEquals(new int[] {5}, list.frequent());
    assertArrayEquals(new int[] {5}, list.best(1));
    assertArrayEquals(new int[] {8}, list.best(2));
    assertArrayEquals(new int[0], list.best(0));
  }

  @Test
  void textWithoutAUsablePairIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> build(List.of(new int[0]), List.of(new int[] {1})));
    assertEquals(
        "no pair of lines has 1 to 250 pieces on both sides, expected text to learn from",
        e.getMessage());
  }
}
