package org.srupp.recipes.corpora;

/**
 * A corpus in memory.
 *
 * @param train pairs to learn from
 * @param valid pairs to choose the best checkpoint by
 * @param test pairs to score; empty if the corpus has none
 */
public record CorpusSplits(ParallelText train, ParallelText valid, ParallelText test) {}
