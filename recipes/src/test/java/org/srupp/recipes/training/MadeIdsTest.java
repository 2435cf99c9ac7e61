package org.srupp.recipes.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MadeIdsTest {
  private static int[] draw(int first, int end, int count) {
    return new MadeIds(first, end, new SplittableRandom(3)).next(count);
  }

  @Test
  void idsFillTheVocabularyAndLowOnesAreCommoner() {
    int[] ids = draw(4, 11, 7_000);
    int[] counts = new int[11];
    Arrays.stream(ids).forEach(id -> counts[id]++);
    assertArrayEquals(new int[4], Arrays.copyOf(counts, 4));
    for (int id = 5; id < 11; id++) {
      assertTrue(counts[id] > 0 && counts[id] < counts[id - 1], Arrays.toString(counts));
    }
    // of 7 ids the first has ln 2 / ln 8 of all: a third; 7,000 draws scatter by 40
    assertEquals(7_000 / 3.0, counts[4], 200);
  }

  @Test
  void aVocabularyOfOneHasThatId() {
    assertArrayEquals(new int[] {4, 4, 4}, draw(4, 5, 3));
    var none = assertThrows(IllegalArgumentException.class, () -> draw(4, 4, 1));
    assertEquals("--vocabulary must be at least 5, found 4", none.getMessage());
  }
}
