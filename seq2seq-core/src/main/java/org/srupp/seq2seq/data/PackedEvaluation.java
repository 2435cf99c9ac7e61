package org.srupp.seq2seq.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * A file of sentences once, in its order, packed into streams without padding; up to M - 1 tokens
 * at the end are not predicted, as in the SRU++ authors' evaluation of the Billion Word corpus. May
 * be iterated over any number of times and is the same each time.
 */
public final class PackedEvaluation implements Iterable<StreamChunk> {
  private final Sentences sentences;
  private final int streams;
  private final int unroll;

  /**
   * @param streams B; the paper's scores have 1
   * @param unroll M, steps of a chunk; none is shorter
   * @throws IllegalArgumentException if a number is below 1, or if the sentences do not fill one
   *     chunk
   */
  public PackedEvaluation(Sentences sentences, int streams, int unroll) {
    if (streams < 1 || unroll < 1) {
      throw new IllegalArgumentException(
          "streams and steps of a chunk must be at least 1, found " + streams + " and " + unroll);
    }
    this.sentences = sentences;
    this.streams = streams;
    this.unroll = unroll;
    if (!packer().skip()) {
      throw new IllegalArgumentException(
          sentences.name()
              + ": does not fill one chunk of "
              + streams
              + (streams == 1 ? " stream" : " streams")
              + " and "
              + unroll
              + " steps; use more text, fewer streams or a shorter chunk");
    }
  }

  private SentencePacker packer() {
    int[] order = IntStream.range(0, sentences.size()).toArray();
    return new SentencePacker(sentences, order, streams, unroll);
  }

  /** Tokens that are predicted; passes over all lengths. */
  public long predictions() {
    SentencePacker packer = packer();
    long chunks = 0;
    while (packer.skip()) {
      chunks++;
    }
    return chunks * unroll * streams;
  }

  @Override
  public Iterator<StreamChunk> iterator() {
    SentencePacker packer = packer();
    return new Iterator<>() {
      private StreamChunk next = packer.next(true);

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public StreamChunk next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        StreamChunk result = next;
        next = packer.next(false);
        return result;
      }
    };
  }
}
