package org.srupp.seq2seq.shortlist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ShortlistTest {
  /** Three source pieces, ten target pieces. */
  static Shortlist example() {
    return new Shortlist(
        new VocabularyMark(3, 0x11),
        new VocabularyMark(10, 0x22),
        new int[] {4, 5},
        new int[] {0, 2, 2, 5},
        new int[] {5, 7, 4, 8, 9});
  }

  @Test
  void aSentenceHasTheFrequentIdsThoseOfItsPiecesAndWhatIsAddedInAscendingOrder() {
    assertArrayEquals(new int[] {4, 5}, example().allowed(new int[] {1}));
    assertArrayEquals(new int[] {4, 5, 7}, example().allowed(new int[] {0, 0}));
    assertArrayEquals(
        new int[] {0, 3, 4, 5, 6, 7, 8, 9},
        example().allowed(new int[] {2, 0}, new int[] {3, 0}, new int[] {8, 6}));
  }

  @Test
  void idsOutsideTheVocabulariesAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> example().allowed(new int[] {3}));
    assertThrows(
        IndexOutOfBoundsException.class, () -> example().allowed(new int[0], new int[] {10}));
  }

  @Test
  void listsThatDoNotFitAreRefused() {
    VocabularyMark mark = new VocabularyMark(2, 0);
    var ids =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Shortlist(mark, mark, new int[] {2}, new int[3], new int[0]));
    assertEquals("id 2 is outside the target vocabulary of 2 pieces", ids.getMessage());
    var offsets =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Shortlist(mark, mark, new int[0], new int[] {0, 2, 1}, new int[] {1}));
    assertEquals(
        "the offsets do not cut 1 ids into a list for each of 2 source pieces",
        offsets.getMessage());
  }

  @Test
  void impossibleLengthsAreAllNamed() {
    var e = assertThrows(IllegalArgumentException.class, () -> new ShortlistConfig(0, -1));
    assertEquals(
        "shortlist: frequent must be at least 1, found 0; best must be at least 1, found -1",
        e.getMessage());
  }
}
