package org.srupp.seq2seq.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Endless training chunks of one long text, in its order: enwik8, WikiText-103, a user's book. The
 * first chunk of every epoch is fresh. An update's chunks may come from two epochs. Not for use by
 * several threads at once.
 *
 * <p>{@link DataPosition#group} counts chunks here, not updates.
 */
public final class ContiguousStreams implements BatchSource<StreamChunk> {
  private final StreamLayout layout;
  private final int accumulate;
  private long epoch;
  private long chunk;

  /**
   * Starts at {@link DataPosition#START}.
   *
   * @param text the training text
   * @param cutting how it becomes streams
   * @param streams B
   * @param unroll M, steps of a chunk
   * @param accumulate chunks of an update
   * @throws IllegalArgumentException if a number is below 1, or if the text does not fill one chunk
   */
  public ContiguousStreams(
      TokenSequence text, StreamCutting cutting, int streams, int unroll, int accumulate) {
    if (accumulate < 1) {
      throw new IllegalArgumentException(
          "chunks of an update must be at least 1, found " + accumulate);
    }
    this.layout = StreamLayout.of(text, cutting, streams, unroll, unroll);
    this.accumulate = accumulate;
  }

  /** Chunks of an epoch. */
  public long chunksPerEpoch() {
    return layout.chunks();
  }

  @Override
  public List<StreamChunk> nextGroup() {
    List<StreamChunk> group = new ArrayList<>(accumulate);
    while (group.size() < accumulate) {
      group.add(layout.chunk(chunk));
      chunk++;
      if (chunk == layout.chunks()) {
        chunk = 0;
        epoch++;
      }
    }
    return group;
  }

  @Override
  public DataPosition position() {
    return new DataPosition(epoch, chunk);
  }

  @Override
  public void seek(DataPosition position) {
    if (position.group() >= layout.chunks()) {
      throw new IllegalArgumentException(
          layout.text().name()
              + ": an epoch has "
              + layout.chunks()
              + " chunks, so there is none numbered "
              + position.group()
              + "; data or batch settings are not those of the checkpoint");
    }
    epoch = position.epoch();
    chunk = position.group();
  }
}
