package org.srupp.seq2seq.decode;

/** A model that can begin to decode. */
public interface ScorerFactory {

  /**
   * Encodes a batch.
   *
   * @param sources unpadded source ids, (B, S of the sentence), none of them empty
   * @return a scorer with B rows, which the caller closes
   */
  StepScorer start(int[][] sources);
}
