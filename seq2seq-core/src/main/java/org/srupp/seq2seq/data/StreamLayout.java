package org.srupp.seq2seq.data;

/**
 * Where the chunks of a text lie.
 *
 * @param text the tokens
 * @param streams B
 * @param unroll M, steps of a chunk; the last one has what is left
 * @param stride tokens between the starts of two streams
 * @param steps inputs of a stream
 */
record StreamLayout(TokenSequence text, int streams, int unroll, long stride, long steps) {

  /**
   * @throws IllegalArgumentException if a number is below 1, or if streams would have fewer than
   *     {@code least} steps
   */
  static StreamLayout of(
      TokenSequence text, StreamCutting cutting, int streams, int unroll, int least) {
    if (streams < 1 || unroll < 1) {
      throw new IllegalArgumentException(
          "streams and steps of a chunk must be at least 1, found " + streams + " and " + unroll);
    }
    long stride = cutting.stride(text.tokens(), streams);
    long steps = cutting.steps(stride);
    if (steps < least) {
      throw new IllegalArgumentException(
          text.name()
              + ": "
              + text.tokens()
              + " tokens in "
              + streams
              + (streams == 1 ? " stream" : " streams")
              + " give "
              + steps
              + " steps, fewer than the "
              + least
              + " of one chunk; use more text, fewer streams or a shorter chunk");
    }
    return new StreamLayout(text, streams, unroll, stride, steps);
  }

  long chunks() {
    return (steps + unroll - 1) / unroll;
  }

  /** Reads a chunk; the first one is fresh. */
  StreamChunk chunk(long number) {
    long first = number * unroll;
    int length = (int) Math.min(unroll, steps - first);
    int[] inputs = new int[length * streams];
    int[] targets = new int[length * streams];
    int[] ids = new int[length + 1];
    for (int stream = 0; stream < streams; stream++) {
      text.copy(stream * stride + first, ids, 0, length + 1);
      for (int step = 0; step < length; step++) {
        inputs[step * streams + stream] = ids[step];
        targets[step * streams + stream] = ids[step + 1];
      }
    }
    return new StreamChunk(length, streams, inputs, targets, number == 0);
  }
}
