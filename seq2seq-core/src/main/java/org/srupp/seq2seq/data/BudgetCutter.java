package org.srupp.seq2seq.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts pairs into padded batches: a batch of n pairs costs n times the steps of its longest one. A
 * pair that is beyond the budget alone gets a batch to itself; the training settings rule that out,
 * evaluation relies on it.
 */
record BudgetCutter(int maxTokens, int maxSentences) {

  BudgetCutter {
    if (maxTokens < 1 || maxSentences < 1) {
      throw new IllegalArgumentException(
          "maxTokens and maxSentences of a batch must be at least 1, found "
              + maxTokens
              + " and "
              + maxSentences);
    }
  }

  /** Cuts between neighbours of the given order. */
  List<int[]> cut(ParallelCorpus corpus, int[] pairs) {
    List<int[]> batches = new ArrayList<>();
    int start = 0;
    int longest = 0;
    for (int i = 0; i < pairs.length; i++) {
      int grown = Math.max(longest, corpus.steps(pairs[i]));
      boolean full = i - start == maxSentences || (long) grown * (i - start + 1) > maxTokens;
      if (full && i > start) {
        batches.add(Arrays.copyOfRange(pairs, start, i));
        start = i;
        grown = corpus.steps(pairs[i]);
      }
      longest = grown;
    }
    if (start < pairs.length) {
      batches.add(Arrays.copyOfRange(pairs, start, pairs.length));
    }
    return batches;
  }

  /**
   * Sorts by steps, longest first so that a batch that does not fit into memory shows at once, then
   * cuts. Ties keep their order.
   */
  List<int[]> sortAndCut(ParallelCorpus corpus, int[] pairs) {
    long[] keys = new long[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      keys[i] = (long) (Integer.MAX_VALUE - corpus.steps(pairs[i])) << 32 | i;
    }
    Arrays.sort(keys);
    int[] sorted = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      sorted[i] = pairs[(int) keys[i]];
    }
    return cut(corpus, sorted);
  }
}
