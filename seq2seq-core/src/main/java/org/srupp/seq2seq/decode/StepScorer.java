package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;

/**
 * A model in the middle of decoding a batch. It holds one row of state for each live hypothesis; a
 * search feeds tokens, reads logits and says which rows go on.
 */
public interface StepScorer extends AutoCloseable {

  /** The number of ids, V. */
  int vocabularySize();

  /** What the columns of the next logits mean: every id, unless a scorer says otherwise. */
  default OutputColumns columns() {
    return OutputColumns.all(vocabularySize());
  }

  /**
   * The number of live hypotheses; at the start one for each sentence of the batch, in its order.
   */
  int rows();

  /**
   * Feeds one token to each row; SOS is the first.
   *
   * @param lastTokens ids, (rows)
   * @return un-normalised logits of the next token, float32 in native byte order, (rows, V)
   *     row-major, or as {@link #columns} says; valid until the next call; if other threads may
   *     read the segment, rows are scanned in parallel
   */
  MemorySegment step(int[] lastTokens);

  /**
   * Makes row i continue what was row {@code parents[i]}; the number of rows becomes that of the
   * array, smaller or larger. Not called where it would change nothing.
   */
  void select(int[] parents);

  /** Frees the state. */
  @Override
  void close();
}
