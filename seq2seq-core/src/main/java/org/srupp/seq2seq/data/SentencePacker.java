package org.srupp.seq2seq.data;

import java.util.Arrays;

/**
 * Packs the sentences of one file into streams without padding. A stream takes its sentence as
 * (input s_i, target s_{i+1}); with one token left, which is never an input, it pulls the next
 * sentence. A chunk that cannot be filled ends the file: it and what the streams still hold are
 * discarded.
 *
 * <p>What is where follows from the sentences' lengths alone, so skipping reads no ids.
 */
final class SentencePacker {
  private static final int NONE = -1;

  private final Sentences sentences;
  private final int[] order;
  private final int unroll;
  private final int[] current;
  private final int[] used;
  private int pulled;

  /**
   * @param order numbers of the sentences, in the order in which streams pull them
   * @param streams B
   * @param unroll M
   */
  SentencePacker(Sentences sentences, int[] order, int streams, int unroll) {
    this.sentences = sentences;
    this.order = order;
    this.unroll = unroll;
    current = new int[streams];
    used = new int[streams];
    Arrays.fill(current, NONE);
  }

  /** The next chunk, or null at the end of the file. */
  StreamChunk next(boolean fresh) {
    int streams = current.length;
    int[] inputs = new int[unroll * streams];
    int[] targets = new int[unroll * streams];
    for (int stream = 0; stream < streams; stream++) {
      int step = 0;
      while (step < unroll) {
        if (!hold(stream)) {
          return null;
        }
        int[] ids = sentences.ids(current[stream]);
        int taken = Math.min(ids.length - 1 - used[stream], unroll - step);
        for (int i = 0; i < taken; i++, step++) {
          inputs[step * streams + stream] = ids[used[stream] + i];
          targets[step * streams + stream] = ids[used[stream] + i + 1];
        }
        used[stream] += taken;
      }
    }
    return new StreamChunk(unroll, streams, inputs, targets, fresh);
  }

  /** Passes over a chunk; false at the end of the file. */
  boolean skip() {
    for (int stream = 0; stream < current.length; stream++) {
      int step = 0;
      while (step < unroll) {
        if (!hold(stream)) {
          return false;
        }
        int left = sentences.length(current[stream]) - 1 - used[stream];
        int taken = Math.min(left, unroll - step);
        used[stream] += taken;
        step += taken;
      }
    }
    return true;
  }

  /** Gives a stream a sentence with an input left; false if there is none. */
  private boolean hold(int stream) {
    while (current[stream] == NONE || used[stream] >= sentences.length(current[stream]) - 1) {
      if (pulled == order.length) {
        return false;
      }
      current[stream] = order[pulled++];
      used[stream] = 0;
    }
    return true;
  }
}
