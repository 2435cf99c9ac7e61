package org.srupp.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairBatchesTest {
  private static final LengthFilter FILTER = new LengthFilter(30, 29);
  private static final ParallelCorpus CORPUS = Corpora.random(1_003, 30, 11);

  static List<Batching> batchings() {
    return List.of(
        new RandomSentenceBatches(32, false, 200, FILTER),
        new RandomSentenceBatches(32, true, 30, FILTER),
        new TokenBudgetBatches(200, 16, 1, 0, FILTER),
        new TokenBudgetBatches(301, 1_000, 3, 0.2, FILTER),
        new TokenBudgetBatches(30, 5, 7, 1, FILTER));
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void noPairComesTwiceInAnEpochAndWhatIsMissingIsKnown(Batching batching) {
    var batches = new PairBatches(CORPUS, batching, 5);
    int missing =
        batching instanceof RandomSentenceBatches random && !random.keepPartial() ? 1_003 % 32 : 0;
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> seen = new ArrayList<>();
      for (List<PairBatch> group : epoch(batches)) {
        group.forEach(batch -> Arrays.stream(batch.sentences()).forEach(seen::add));
      }
      Set<Integer> admitted =
          new TreeSet<>(
              IntStream.range(0, 1_003).filter(i -> FILTER.admits(CORPUS, i)).boxed().toList());
      assertEquals(seen.size(), new HashSet<>(seen).size(), "pairs repeated within an epoch");
      assertTrue(admitted.containsAll(seen));
      assertTrue(
          seen.size() >= admitted.size() - missing && seen.size() <= admitted.size(),
          seen.size() + " of " + admitted.size());
    }
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void aMicroBatchStaysInItsBudgetAndHoldsTheCorpus(Batching batching) {
    int maxTokens =
        batching instanceof RandomSentenceBatches random
            ? random.maxTokens()
            : ((TokenBudgetBatches) batching).maxTokens();
    int maxSentences =
        batching instanceof RandomSentenceBatches random
            ? random.sentences()
            : ((TokenBudgetBatches) batching).maxSentences();
    for (List<PairBatch> group : epoch(new PairBatches(CORPUS, batching, 5))) {
      assertTrue(!group.isEmpty());
      for (PairBatch batch : group) {
        int longest = 0;
        for (int i = 0; i < batch.size(); i++) {
          assertArrayEquals(CORPUS.source().ids(batch.sentences()[i]), batch.sources()[i]);
          assertArrayEquals(CORPUS.target().ids(batch.sentences()[i]), batch.targets()[i]);
          longest =
              Math.max(longest, Math.max(batch.sources()[i].length, batch.targets()[i].length + 1));
        }
        assertTrue(batch.size() > 0 && batch.size() <= maxSentences);
        assertTrue(
            longest * batch.size() <= maxTokens, batch.size() + " pairs of " + longest + " steps");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void seekEqualsContinuing(Batching batching) {
    var first = new PairBatches(CORPUS, batching, 5);
    List<DataPosition> positions = new ArrayList<>();
    List<List<List<Integer>>> groups = new ArrayList<>();
    while (first.position().epoch() < 3) {
      positions.add(first.position());
      groups.add(numbers(first.nextGroup()));
    }
    var second = new PairBatches(CORPUS, batching, 5);
    for (int i = positions.size() - 1; i >= 0; i -= 7) {
      second.seek(positions.get(i));
      assertEquals(positions.get(i), second.position());
      assertEquals(groups.get(i), numbers(second.nextGroup()), "at " + positions.get(i));
      if (i + 1 < groups.size()) {
        assertEquals(positions.get(i + 1), second.position());
        assertEquals(groups.get(i + 1), numbers(second.nextGroup()), "after " + positions.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void epochsAndSeedsDiffer(Batching batching) {
    var batches = new PairBatches(CORPUS, batching, 5);
    List<List<List<Integer>>> first =
        epoch(batches).stream().map(PairBatchesTest::numbers).toList();
    List<List<List<Integer>>> second =
        epoch(batches).stream().map(PairBatchesTest::numbers).toList();
    List<List<List<Integer>>> otherSeed =
        epoch(new PairBatches(CORPUS, batching, 6)).stream().map(PairBatchesTest::numbers).toList();
    assertNotEquals(first, second);
    assertNotEquals(first, otherSeed);
    assertNotEquals(second, otherSeed);
    // Not only another order of the same batches: some batch has a composition that the first epoch
    // had not.
    assertTrue(!compositions(first).containsAll(compositions(second)));
  }

  @Test
  void thePapersUpdatesPerEpoch() {
    // 164,853 pairs in updates of 128 make 1,287 (facts of the paper's IWSLT'14 runs); lengths do
    // not matter here.
    int[] lengths = new int[164_853];
    Arrays.fill(lengths, 1);
    var batches =
        new PairBatches(
            Corpora.ofLengths(lengths, lengths),
            new RandomSentenceBatches(128, false, 4_000, LengthFilter.PAPER),
            1);
    assertEquals(1_287, batches.groupsPerEpoch());
    assertEquals(128, batches.nextGroup().stream().mapToInt(PairBatch::size).sum());
  }

  @Test
  void overlongPairsLeaveAnUpdateSmaller() {
    int[] sources = {125, 126, 1, 1, 0, 1, 5};
    int[] targets = {124, 1, 125, 124, 1, 0, 5};
    var batches =
        new PairBatches(
            Corpora.ofLengths(sources, targets),
            new RandomSentenceBatches(7, false, 125, LengthFilter.PAPER),
            1);
    Set<Integer> kept = new TreeSet<>();
    numbers(batches.nextGroup()).forEach(kept::addAll);
    assertEquals(Set.of(0, 3, 6), kept);
    assertEquals(
        "uses 3 of 7 pairs (2 with an empty side, 2 too long)", batches.dropped().describe());
    assertEquals(new DataPosition(1, 0), batches.position());
  }

  @Test
  void updatesWithoutAnyAdmittedPairAreSkipped() {
    int[] lengths = {1, 9, 9, 9, 9, 9, 9};
    var batches =
        new PairBatches(
            Corpora.ofLengths(lengths, lengths),
            new RandomSentenceBatches(2, false, 5, new LengthFilter(2, 2)),
            1);
    for (int i = 0; i < 10; i++) {
      assertEquals(List.of(List.of(0)), numbers(batches.nextGroup()));
    }
  }

  @Test
  void accumulationGroupsMicroBatches() {
    var batches = new PairBatches(CORPUS, new TokenBudgetBatches(200, 16, 4, 0, FILTER), 5);
    List<List<PairBatch>> groups = epoch(batches);
    for (List<PairBatch> group : groups.subList(0, groups.size() - 1)) {
      assertEquals(4, group.size());
    }
    assertTrue(groups.getLast().size() <= 4);
  }

  @Test
  void sortingSavesPadding() {
    var batches = new PairBatches(CORPUS, new TokenBudgetBatches(600, 64, 1, 0.05, FILTER), 5);
    long real = 0;
    long padded = 0;
    for (List<PairBatch> group : epoch(batches)) {
      for (PairBatch batch : group) {
        real += Arrays.stream(batch.sources()).mapToInt(ids -> ids.length).sum();
        padded +=
            (long) batch.size()
                * Arrays.stream(batch.sources()).mapToInt(ids -> ids.length).max().orElseThrow();
      }
    }
    // Lengths uniform in 1..30: unsorted batches of 20 and more would be half padding.
    assertTrue(real > 0.85 * padded, real + " of " + padded);
  }

  @Test
  void positionsOfOtherDataAreRefused() {
    var batches = new PairBatches(CORPUS, new RandomSentenceBatches(32, false, 200, FILTER), 5);
    var failure =
        assertThrows(IllegalArgumentException.class, () -> batches.seek(new DataPosition(2, 31)));
    assertEquals(
        "source and target: epoch 2 has 31 groups, so there is none numbered 31; data, batch settings or seed are not those of the checkpoint",
        failure.getMessage());
    assertEquals(DataPosition.START, batches.position(), "a refused seek must not move");
  }

  @Test
  void settingsAreCheckedTogether() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TokenBudgetBatches(100, 0, -1, Double.NaN, LengthFilter.PAPER));
    assertEquals(
        "token budget batches: maxTokens must be at least 125, the steps of the longest pair that the filter admits"
            + " (maxSource 125, maxTarget 124 and EOS), found 100; maxSentences must be at least 1, found 0;"
            + " accumulate must be at least 1, found -1; lengthNoise must be in [0, 1], found NaN",
        failure.getMessage());
  }

  @Test
  void aCorpusWithoutUsablePairsIsRefused() {
    int[] lengths = {0, 200};
    var batching = new TokenBudgetBatches(200, 16, 1, 0, LengthFilter.PAPER);
    var corpus = Corpora.ofLengths(lengths, lengths);
    var failure =
        assertThrows(IllegalArgumentException.class, () -> new PairBatches(corpus, batching, 1));
    assertEquals(
        "source and target: nothing to train on, uses 0 of 2 pairs (1 with an empty side, 1 too long); check the files or raise the length filter",
        failure.getMessage());
  }

  @Test
  void aCorpusSmallerThanAnUpdateIsRefused() {
    int[] lengths = {1, 1};
    var corpus = Corpora.ofLengths(lengths, lengths);
    var batching = new RandomSentenceBatches(128, false, 4_000, LengthFilter.PAPER);
    var failure =
        assertThrows(IllegalArgumentException.class, () -> new PairBatches(corpus, batching, 1));
    assertEquals(
        "source and target: 2 pairs are fewer than the 128 of one update; lower sentences or set keepPartial",
        failure.getMessage());
  }

  @Test
  void sidesOfDifferentSizeAreRefusedWithBothCounts() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> Corpora.ofLengths(new int[] {1, 2}, new int[] {1, 2, 3}));
    assertEquals(
        "source has 2 sentences, target has 3; a parallel corpus needs as many of one as of the other",
        failure.getMessage());
  }

  private static List<List<PairBatch>> epoch(PairBatches batches) {
    long epoch = batches.position().epoch();
    List<List<PairBatch>> groups = new ArrayList<>();
    while (batches.position().epoch() == epoch) {
      groups.add(batches.nextGroup());
    }
    return groups;
  }

  private static List<List<Integer>> numbers(List<PairBatch> group) {
    return group.stream().map(batch -> Arrays.stream(batch.sentences()).boxed().toList()).toList();
  }

  private static Set<Set<Integer>> compositions(List<List<List<Integer>>> groups) {
    Set<Set<Integer>> result = new HashSet<>();
    groups.forEach(group -> group.forEach(batch -> result.add(new TreeSet<>(batch))));
    return result;
  }
}
