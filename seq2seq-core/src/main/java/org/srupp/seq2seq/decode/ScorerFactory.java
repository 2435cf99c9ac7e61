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

  /**
   * Encodes a batch whose outputs begin as given: a model that restricts what a sentence may
   * produce must allow these ids.
   *
   * @param sources unpadded source ids, (B, S of the sentence), none of them empty
   * @param prefixes what each output must begin with, (B, length of the prefix)
   * @return a scorer with B rows, which the caller closes
   */
  default StepScorer start(int[][] sources, int[][] prefixes) {
    return start(sources);
  }
}
