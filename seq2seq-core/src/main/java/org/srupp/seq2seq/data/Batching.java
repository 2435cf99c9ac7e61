package org.srupp.seq2seq.data;

/** How a corpus is cut into optimizer updates, and these into micro-batches. */
public sealed interface Batching permits RandomSentenceBatches, TokenBudgetBatches {

  /** Which pairs are used. */
  LengthFilter filter();

  /**
   * Prepares what does not change between epochs.
   *
   * @throws IllegalArgumentException if the corpus is too small for a single update
   */
  EpochPlanner planner(ParallelCorpus corpus, long seed);
}
