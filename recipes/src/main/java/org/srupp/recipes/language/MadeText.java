package org.srupp.recipes.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.srupp.recipes.config.StreamsSection;
import org.srupp.recipes.training.MadeIds;
import org.srupp.seq2seq.data.StreamChunk;

/** Endless streams of random ids; only the first chunk is fresh, so memory is carried. */
final class MadeText implements Supplier<List<StreamChunk>> {
  private final StreamsSection batch;
  private final MadeIds ids;
  private int[] last; // of each stream, which is the next chunk's first input

  MadeText(StreamsSection batch, int vocabulary, long seed) {
    this.batch = batch;
    ids = new MadeIds(0, vocabulary, new SplittableRandom(seed));
  }

  /** The chunks of the next update. */
  @Override
  public List<StreamChunk> get() {
    List<StreamChunk> group = new ArrayList<>();
    for (int i = 0; i < batch.accumulate(); i++) {
      group.add(chunk());
    }
    return group;
  }

  private StreamChunk chunk() {
    int streams = batch.streams();
    boolean fresh = last == null;
    int[] first = fresh ? ids.next(streams) : last;
    int[] text = Arrays.copyOf(first, (batch.unroll() + 1) * streams);
    ids.fill(text, streams);
    int end = text.length - streams;
    last = Arrays.copyOfRange(text, end, text.length);
    return new StreamChunk(
        batch.unroll(),
        streams,
        Arrays.copyOf(text, end),
        Arrays.copyOfRange(text, streams, text.length),
        fresh);
  }
}
