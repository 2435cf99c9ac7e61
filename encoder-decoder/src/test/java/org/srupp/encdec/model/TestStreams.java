package org.srupp.encdec.model;

import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.data.BatchSource;
import org.srupp.seq2seq.data.DataPosition;
import org.srupp.seq2seq.data.StreamChunk;

/** Streams of made-up tokens, read over and over; groups may straddle epochs. */
final class TestStreams implements BatchSource<StreamChunk> {
  private final int[] tokens;
  private final int streams;
  private final int length;
  private final int chunksPerUpdate;
  private final int chunksPerEpoch;
  private final int steps;
  private long group;

  /**
   * @param tokens (steps + 1, streams)
   * @param length of a chunk; the last one of an epoch may be shorter
   */
  TestStreams(int[] tokens, int streams, int length, int chunksPerUpdate) {
    this.tokens = tokens;
    this.streams = streams;
    this.length = length;
    this.chunksPerUpdate = chunksPerUpdate;
    steps = tokens.length / streams - 1;
    chunksPerEpoch = (steps + length - 1) / length;
  }

  @Override
  public List<StreamChunk> nextGroup() {
    List<StreamChunk> chunks = new ArrayList<>();
    for (int i = 0; i < chunksPerUpdate; i++) {
      int from = (int) ((group * chunksPerUpdate + i) % chunksPerEpoch) * length;
      chunks.add(TestLanguageModels.chunk(tokens, streams, from, Math.min(steps, from + length)));
    }
    group++;
    return chunks;
  }

  @Override
  public DataPosition position() {
    return new DataPosition(0, group);
  }

  @Override
  public void seek(DataPosition position) {
    group = position.group();
  }
}
