package org.srupp.seq2seq.data;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A corpus once, in length-sorted batches, longest first; {@link PairBatch#sentences} says where
 * each pair belongs. May be iterated over any number of times and is the same each time. A pair
 * longer than the budget is a batch of its own.
 */
public final class EvaluationBatches implements Iterable<PairBatch> {
  private final ParallelCorpus corpus;
  private final DroppedPairs dropped;
  private final List<int[]> batches;

  /**
   * @param maxTokens most padded steps, of encoder or decoder, of a batch
   * @param maxSentences most pairs of a batch
   * @param filter which pairs are used; {@link LengthFilter#UNLIMITED} leaves out only those with
   *     an empty side
   * @throws IllegalArgumentException if a number is below 1
   */
  public EvaluationBatches(
      ParallelCorpus corpus, int maxTokens, int maxSentences, LengthFilter filter) {
    this.corpus = corpus;
    this.dropped = filter.count(corpus);
    int[] admitted =
        IntStream.range(0, corpus.size()).filter(pair -> filter.admits(corpus, pair)).toArray();
    this.batches = new BudgetCutter(maxTokens, maxSentences).sortAndCut(corpus, admitted);
  }

  /** What the length filter takes out. */
  public DroppedPairs dropped() {
    return dropped;
  }

  /** The number of batches. */
  public int size() {
    return batches.size();
  }

  @Override
  public Iterator<PairBatch> iterator() {
    return batches.stream().map(corpus::batch).iterator();
  }
}
