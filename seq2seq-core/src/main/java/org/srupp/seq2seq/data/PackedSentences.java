package org.srupp.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Endless training chunks of files of sentences in random order, as the SRU++ authors read the
 * Billion Word corpus: file after file, the sentences of a file shuffled at each visit and packed
 * into streams without padding; what does not fill a chunk at the end of a file is discarded. Only
 * the very first chunk is fresh: state is carried over sentences, files and epochs. An update's
 * chunks may come from two files. Not for use by several threads at once.
 *
 * <p>Every sentence is expected with its marks at both ends. The memory needed is four bytes a
 * sentence of the file at hand, and the chunks. {@link DataPosition#group} counts chunks here, not
 * updates; seeking passes over an epoch's lengths up to there.
 */
public final class PackedSentences implements BatchSource<StreamChunk> {
  private final List<Sentences> files;
  private final int streams;
  private final int unroll;
  private final int accumulate;
  private final long seed;
  private long epoch;
  private long chunk;
  private int file;
  private SentencePacker packer;
  private StreamChunk next;

  /**
   * Starts at {@link DataPosition#START}.
   *
   * @param files in the order in which they are read
   * @param streams B
   * @param unroll M, steps of a chunk; none is shorter
   * @param accumulate chunks of an update
   * @param seed decides the order of the sentences
   * @throws IllegalArgumentException if a number is below 1, or if no file fills one chunk
   */
  public PackedSentences(
      List<? extends Sentences> files, int streams, int unroll, int accumulate, long seed) {
    requireCounts(streams, unroll, accumulate);
    this.files = List.copyOf(files);
    this.streams = streams;
    this.unroll = unroll;
    this.accumulate = accumulate;
    this.seed = seed;
    seek(DataPosition.START);
  }

  private static void requireCounts(int streams, int unroll, int accumulate) {
    if (streams < 1 || unroll < 1 || accumulate < 1) {
      throw new IllegalArgumentException(
          "streams, steps of a chunk and chunks of an update must be at least 1, found "
              + streams
              + ", "
              + unroll
              + " and "
              + accumulate);
    }
  }

  @Override
  public List<StreamChunk> nextGroup() {
    List<StreamChunk> group = new ArrayList<>(accumulate);
    while (group.size() < accumulate) {
      group.add(next);
      chunk++;
      prepare();
    }
    return group;
  }

  @Override
  public DataPosition position() {
    return new DataPosition(epoch, chunk);
  }

  @Override
  public void seek(DataPosition position) {
    begin(position.epoch());
    while (chunk < position.group() && skip()) {
      chunk++;
    }
    long found = chunk;
    prepare();
    if (!position().equals(position)) {
      throw new IllegalArgumentException(
          names()
              + ": epoch "
              + position.epoch()
              + " has "
              + found
              + " chunks, so there is none numbered "
              + position.group()
              + "; data, batch settings or seed are not those of the checkpoint");
    }
  }

  private boolean skip() {
    while (!packer.skip()) {
      if (file + 1 == files.size()) {
        return false;
      }
      open(file + 1);
    }
    return true;
  }

  private void begin(long number) {
    epoch = number;
    chunk = 0;
    open(0);
  }

  // Each visit of a file has an order of its own.
  private void open(int number) {
    file = number;
    Sentences sentences = files.get(number);
    int[] order = IntStream.range(0, sentences.size()).toArray();
    new EpochRandom(seed, epoch * files.size() + number).shuffle(order);
    packer = new SentencePacker(sentences, order, streams, unroll);
  }

  // Ahead of time, so that the position says which epoch the next chunk belongs to.
  private void prepare() {
    boolean fresh = epoch == 0 && chunk == 0;
    next = packer.next(fresh);
    while (next == null) {
      if (file + 1 < files.size()) {
        open(file + 1);
      } else if (chunk == 0) {
        throw new IllegalArgumentException(
            names()
                + ": no file fills one chunk of "
                + streams
                + " streams and "
                + unroll
                + " steps; use more text, fewer streams or a shorter chunk");
      } else {
        begin(epoch + 1);
      }
      next = packer.next(fresh);
    }
  }

  private String names() {
    String first = files.get(0).name();
    return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
  }
}
