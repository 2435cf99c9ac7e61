package org.srupp.seq2seq.data;

/**
 * Batches of pairs of like length, as many as fit a budget of padded steps; every admitted pair
 * comes exactly once an epoch. Pairs are sorted by length, with noise and random order among
 * equals, so that an epoch meets other batches than the one before; the batches are shuffled.
 *
 * @param maxTokens most padded steps, of encoder or decoder, of a micro-batch
 * @param maxSentences most pairs of a micro-batch
 * @param accumulate micro-batches of an update; the last update of an epoch may have fewer
 * @param lengthNoise how far a length may be off when sorting, as a part of itself, in [0, 1]; 0
 *     sorts exactly, more mixes better and pads more
 * @param filter which pairs are used
 */
public record TokenBudgetBatches(
    int maxTokens, int maxSentences, int accumulate, double lengthNoise, LengthFilter filter)
    implements Batching {

  /**
   * @throws IllegalArgumentException if a number is out of range; the message has all of them
   */
  public TokenBudgetBatches {
    new BatchingCheck("token budget batches")
        .budget(maxTokens, filter)
        .atLeastOne("maxSentences", maxSentences)
        .atLeastOne("accumulate", accumulate)
        .fraction("lengthNoise", lengthNoise)
        .report();
  }

  @Override
  public EpochPlanner planner(ParallelCorpus corpus, long seed) {
    return new TokenBudgetPlanner(corpus, this, seed);
  }
}
