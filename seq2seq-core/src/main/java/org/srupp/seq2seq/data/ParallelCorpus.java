package org.srupp.seq2seq.data;

/**
 * Two corpus sides, sentence i of one being the translation of sentence i of the other. Closing
 * either side is its owner's business.
 *
 * @param source source side
 * @param target target side
 */
public record ParallelCorpus(Sentences source, Sentences target) {

  /**
   * @throws IllegalArgumentException if the sides differ in the number of sentences; the message
   *     has both counts
   */
  public ParallelCorpus {
    if (source.size() != target.size()) {
      throw new IllegalArgumentException(
          source.name()
              + " has "
              + source.size()
              + " sentences, "
              + target.name()
              + " has "
              + target.size()
              + "; a parallel corpus needs as many of one as of the other");
    }
  }

  /** The number of pairs. */
  public int size() {
    return source.size();
  }

  /** What names the corpus in messages. */
  String name() {
    return source.name() + " and " + target.name();
  }

  /** The larger of S and T + 1, the steps that a pair takes in encoder and decoder. */
  int steps(int pair) {
    return Math.max(source.length(pair), target.length(pair) + 1);
  }

  /** The pairs of these numbers, in this order. */
  PairBatch batch(int[] pairs) {
    int[][] sources = new int[pairs.length][];
    int[][] targets = new int[pairs.length][];
    for (int i = 0; i < pairs.length; i++) {
      sources[i] = source.ids(pairs[i]);
      targets[i] = target.ids(pairs[i]);
    }
    return new PairBatch(pairs, sources, targets);
  }
}
