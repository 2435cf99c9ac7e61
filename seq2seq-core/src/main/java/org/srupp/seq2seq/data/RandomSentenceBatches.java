package org.srupp.seq2seq.data;

/**
 * Updates of a fixed number of random pairs, as the paper's IWSLT'14 runs used them: shuffled every
 * epoch, no length bucketing, the last partial update dropped, pairs that the filter refuses
 * removed after the updates are formed, so that an update may have fewer pairs.
 *
 * <p>What is padded together is decided afterwards: an update is sorted by length and cut into
 * micro-batches, which changes no sum of gradients but saves most of the padding.
 *
 * @param sentences pairs of an update before filtering; the paper: 128
 * @param keepPartial whether the last pairs of an epoch form a smaller update; the paper: no
 * @param maxTokens most padded steps, of encoder or decoder, of a micro-batch
 * @param filter which pairs are used; the paper: {@link LengthFilter#PAPER}
 */
public record RandomSentenceBatches(
    int sentences, boolean keepPartial, int maxTokens, LengthFilter filter) implements Batching {

  /**
   * @throws IllegalArgumentException if a number is out of range; the message has all of them
   */
  public RandomSentenceBatches {
    new BatchingCheck("random sentence batches")
        .atLeastOne("sentences", sentences)
        .budget(maxTokens, filter)
        .report();
  }

  @Override
  public EpochPlanner planner(ParallelCorpus corpus, long seed) {
    return new RandomSentencePlanner(corpus, this, seed);
  }
}
