package org.srupp.seq2seq.data;

import java.util.Optional;

/**
 * The next steps of parallel token streams, as a language model reads them. There is no padding:
 * every position has an input and a target.
 *
 * @param steps L
 * @param streams B
 * @param inputs ids, (L, B), step before stream
 * @param targets the id that follows each input, (L, B)
 * @param fresh whether the streams start here: state and memory of earlier chunks do not belong to
 *     them
 */
public record StreamChunk(int steps, int streams, int[] inputs, int[] targets, boolean fresh) {

  /**
   * @throws IllegalArgumentException if there is no step or no stream, or if the arrays do not have
   *     L times B ids
   */
  public StreamChunk {
    if (steps < 1 || streams < 1) {
      throw new IllegalArgumentException(
          "a chunk needs at least one step and one stream, found " + steps + " and " + streams);
    }
    int expected = Math.multiplyExact(steps, streams);
    if (inputs.length != expected || targets.length != expected) {
      throw new IllegalArgumentException(
          "a chunk of "
              + steps
              + " steps and "
              + streams
              + " streams needs "
              + expected
              + " inputs and targets, found "
              + inputs.length
              + " and "
              + targets.length);
    }
  }

  /** The first half of the streams, as if they started here; empty for one stream. */
  public Optional<StreamChunk> firstHalf() {
    int half = streams / 2;
    return half == 0
        ? Optional.empty()
        : Optional.of(
            new StreamChunk(steps, half, first(inputs, half), first(targets, half), true));
  }

  private int[] first(int[] ids, int half) {
    int[] chosen = new int[steps * half];
    for (int step = 0; step < steps; step++) {
      System.arraycopy(ids, step * streams, chosen, step * half, half);
    }
    return chosen;
  }
}
