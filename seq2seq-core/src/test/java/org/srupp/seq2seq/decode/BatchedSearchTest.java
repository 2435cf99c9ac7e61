package org.srupp.seq2seq.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.srupp.seq2seq.decode.HashModel.SPECIALS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchedSearchTest {
  private static final OutputRules RULES =
      new OutputRules(SPECIALS, new LengthLimits(1, 20, 1, 3), true);

  @Test
  void batchSizeAndOrderChangeNothing() {
    HashModel model = new HashModel(101, 9, 0.5f);
    int[][] sources = BeamSearchTest.sources(200, 8);
    sources[17] = new int[0];
    for (SequenceSearch search :
        List.of(
            new BeamSearch(new BeamConfig(5, 3, LengthNormalization.AVERAGE, 1), RULES),
            new GreedySearch(RULES, true))) {
      List<List<Hypothesis>> one = new BatchedSearch(search, model, 1, 1_000).run(sources);
      for (int size : new int[] {7, 64}) {
        assertSame(one, new BatchedSearch(search, model, size, 1_000).run(sources));
      }
      assertSame(one, new BatchedSearch(search, model, 64, 20).run(sources));
      List<Integer> order = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
      Collections.shuffle(order, new Random(4));
      int[][] shuffled = order.stream().map(i -> sources[i]).toArray(int[][]::new);
      List<List<Hypothesis>> results = new BatchedSearch(search, model, 64, 1_000).run(shuffled);
      assertSame(order.stream().map(one::get).toList(), results);
    }
  }

  @Test
  void batchesKeepTheirBudgetAndAreSorted() {
    List<int[][]> batches = new ArrayList<>();
    HashModel model = new HashModel(23, 9, 0.5f);
    ScorerFactory spy =
        sources -> {
          batches.add(sources);
          return model.start(sources);
        };
    int[][] sources = {
      new int[3], new int[50], new int[2], new int[3], new int[1], new int[0], new int[4]
    };
    new BatchedSearch(new GreedySearch(RULES, false), spy, 3, 9).run(sources);
    List<List<Integer>> lengths =
        batches.stream()
            .map(batch -> java.util.Arrays.stream(batch).map(s -> s.length).toList())
            .toList();
    assertEquals(List.of(List.of(50), List.of(4, 3), List.of(3, 2, 1)), lengths);
    assertEquals(3, model.closed);
  }

  @Test
  void prefixesFollowTheirSentences() {
    HashModel model = new HashModel(23, 9, 0.5f);
    int[][] sources = BeamSearchTest.sources(30, 1);
    int[][] prefixes =
        IntStream.range(0, 30)
            .mapToObj(i -> i % 3 == 0 ? new int[0] : new int[] {4 + i % 19})
            .toArray(int[][]::new);
    List<List<Hypothesis>> found =
        new BatchedSearch(new BeamSearch(BeamConfig.PAPER, RULES), model, 7, 1_000)
            .run(sources, prefixes);
    for (int i = 0; i < 30; i++) {
      int[] tokens = found.get(i).getFirst().tokens();
      assertTrue(prefixes[i].length == 0 || tokens[0] == prefixes[i][0], "sentence " + i);
    }
  }

  @Test
  void nothingInNothingOut() {
    HashModel model = new HashModel(23, 9, 0.5f);
    var search = new BatchedSearch(new GreedySearch(RULES, true), model, 7, 1_000);
    assertEquals(List.of(), search.run(new int[0][]));
    Hypothesis empty = search.run(new int[1][0]).getFirst().getFirst();
    assertEquals(0, empty.tokens().length);
    assertEquals(0, model.steps);
  }

  @Test
  void wrongNumbersAreRefused() {
    HashModel model = new HashModel(23, 9, 0.5f);
    var search = new GreedySearch(RULES, true);
    var failure =
        assertThrows(IllegalArgumentException.class, () -> new BatchedSearch(search, model, 0, 5));
    assertEquals(
        "maxSentences and maxTokens of a batch must be at least 1, found 0 and 5",
        failure.getMessage());
    failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BatchedSearch(search, model, 1, 5).run(new int[2][1], new int[1][0]));
    assertEquals("expected a prefix for each of 2 sentences, found 1", failure.getMessage());
  }

  private static void assertSame(List<List<Hypothesis>> expected, List<List<Hypothesis>> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      BeamSearchTest.assertIdentical(expected.get(i), actual.get(i));
    }
  }
}
