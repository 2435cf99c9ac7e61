package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.seq2seq.decode.StepScorer;

/**
 * A language model read one token at a time, for generating: what it sees is a window of tokens, so
 * a step costs the same wherever it is, and memory does not grow.
 */
public sealed interface LanguageModelSteps extends StepScorer permits StackSteps, ChunkSteps {
  /**
   * Feeds one token to each row.
   *
   * @param lastTokens ids, (rows)
   * @return log-probabilities of the next token, float32, (rows, V), valid until the next call
   * @throws IllegalArgumentException if an id is outside the vocabulary
   */
  @Override
  MemorySegment step(int[] lastTokens);

  /**
   * Makes row i continue what was row {@code parents[i]}.
   *
   * @throws IllegalArgumentException if there are more rows than at the start
   */
  @Override
  void select(int[] parents);

  /**
   * Goes on from what a chunk-wise run carried, of as many streams.
   *
   * @param states each layer's, (B, D); empty where layers have none
   * @param memories each layer's last inputs, (M, B, width), null where a layer has no attention
   */
  void initialize(List<NDArray> states, List<NDArray> memories);
}
