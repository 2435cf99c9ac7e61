package org.srupp.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationBatchesTest {
  @Test
  void everyPairComesOnceLongestFirst() {
    ParallelCorpus corpus = Corpora.random(501, 40, 3);
    var batches = new EvaluationBatches(corpus, 100, 8, LengthFilter.UNLIMITED);
    for (int pass = 0; pass < 2; pass++) {
      List<Integer> seen = new ArrayList<>();
      int previous = Integer.MAX_VALUE;
      for (PairBatch batch : batches) {
        assertTrue(batch.size() <= 8);
        for (int pair : batch.sentences()) {
          assertTrue(corpus.steps(pair) <= previous);
          previous = corpus.steps(pair);
          seen.add(pair);
        }
        assertTrue(corpus.steps(batch.sentences()[0]) * batch.size() <= 100);
      }
      assertEquals(IntStream.range(0, 501).boxed().toList(), seen.stream().sorted().toList());
    }
  }

  @Test
  void aPairBeyondTheBudgetIsABatchOfItsOwn() {
    int[] lengths = {3, 500, 2, 0};
    var batches =
        new EvaluationBatches(Corpora.ofLengths(lengths, lengths), 10, 8, LengthFilter.UNLIMITED);
    List<String> numbers = new ArrayList<>();
    batches.forEach(batch -> numbers.add(Arrays.toString(batch.sentences())));
    assertEquals(List.of("[1]", "[0, 2]"), numbers);
    assertEquals(2, batches.size());
    assertEquals(
        "uses 3 of 4 pairs (1 with an empty side, 0 too long)", batches.dropped().describe());
  }

  @Test
  void theLossAveragesOverEosToo() {
    int[] lengths = {3, 2};
    var batches =
        new EvaluationBatches(Corpora.ofLengths(lengths, lengths), 10, 8, LengthFilter.UNLIMITED);
    assertEquals(7, batches.iterator().next().targetTokens());
  }

  @Test
  void budgetsBelowOneAreRefused() {
    int[] lengths = {3};
    var corpus = Corpora.ofLengths(lengths, lengths);
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new EvaluationBatches(corpus, 0, 8, LengthFilter.UNLIMITED));
    assertEquals(
        "maxTokens and maxSentences of a batch must be at least 1, found 0 and 8",
        failure.getMessage());
  }
}
