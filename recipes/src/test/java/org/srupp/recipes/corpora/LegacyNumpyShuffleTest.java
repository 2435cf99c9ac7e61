package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Numbers of NumPy's own generator, seeded with 1234. */
class LegacyNumpyShuffleTest {
  private static int[] first(int pool, int count) {
    return Arrays.copyOf(new LegacyNumpyShuffle(1234).permutation(pool), count);
  }

  @Test
  void tenNumbersComeAsNumpyShufflesThem() {
    assertArrayEquals(new int[] {7, 2, 9, 1, 0}, first(10, 5));
  }

  @Test
  void fortyOfAThousandComeAsNumpyShufflesThem() {
    assertArrayEquals(new int[] {681, 990, 155, 768, 438, 363, 688, 555}, first(1000, 8));
    assertEquals(21_864, Arrays.stream(first(1000, 40)).sum());
  }

  @Test
  void theValidationPairsOfThePaperAreFound() {
    int[] chosen = first(171_721, 6_868);
    assertArrayEquals(
        new int[] {21846, 105385, 34, 150743, 26363, 18501, 61428, 168960},
        Arrays.copyOf(chosen, 8));
    assertEquals(589_157_589L, Arrays.stream(chosen).asLongStream().sum());
    assertEquals(13, Arrays.stream(chosen).min().getAsInt());
    assertEquals(171_707, Arrays.stream(chosen).max().getAsInt());
    BitSet valid = IwsltCut.imitkdValid(171_721);
    assertEquals(6_868, valid.cardinality());
    assertEquals(589_157_589L, valid.stream().asLongStream().sum());
  }

  @Test
  void aPermutationHasEveryNumberOnce() {
    for (int count : new int[] {0, 1, 2, 3, 625, 1249}) {
      int[] sorted = new LegacyNumpyShuffle(5).permutation(count);
      Arrays.sort(sorted);
      for (int i = 0; i < count; i++) {
        assertEquals(i, sorted[i]);
      }
    }
  }
}
