package org.srupp.recipes.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.config.Recipe;
import org.srupp.seq2seq.data.ParallelCorpus;

class MadePairsTest {
  @Test
  void lengthsAreTypicalAndIdsAreNoSpecials() {
    ParallelCorpus pairs = MadePairs.of(Recipe.defaults(), 30, 20);
    assertEquals(10_000, pairs.size());
    int[] lengths = IntStream.range(0, pairs.size()).map(pairs.source()::length).sorted().toArray();
    assertEquals(20, lengths[5_000], 1);
    assertTrue(lengths[0] >= 1 && lengths[9_999] < Recipe.defaults().data().maxLength());
    for (int i = 0; i < pairs.size(); i++) {
      double ratio = (double) pairs.target().length(i) / pairs.source().length(i);
      assertTrue(ratio > 0.5 && ratio <= 1.5, "ratio of pair " + i + ": " + ratio);
      assertTrue(Arrays.stream(pairs.source().ids(i)).allMatch(id -> id >= 4 && id < 30));
      assertTrue(Arrays.stream(pairs.target().ids(i)).allMatch(id -> id >= 4 && id < 20));
    }
  }
}
