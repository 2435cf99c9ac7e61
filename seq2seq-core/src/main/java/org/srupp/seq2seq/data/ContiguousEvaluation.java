package org.srupp.seq2seq.data;

import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * One long text once, in chunks; the first is fresh. May be iterated over any number of times and
 * is the same each time.
 */
public final class ContiguousEvaluation implements Iterable<StreamChunk> {
  private final StreamLayout layout;

  /**
   * @param streams B; the paper's scores have 1
   * @param unroll steps of a chunk
   * @throws IllegalArgumentException if a number is below 1, or if the text has no token to predict
   */
  public ContiguousEvaluation(TokenSequence text, StreamCutting cutting, int streams, int unroll) {
    layout = StreamLayout.of(text, cutting, streams, unroll, 1);
  }

  /** Tokens that are predicted. */
  public long predictions() {
    return Math.multiplyExact(layout.steps(), layout.streams());
  }

  @Override
  public Iterator<StreamChunk> iterator() {
    return LongStream.range(0, layout.chunks()).mapToObj(layout::chunk).iterator();
  }
}
