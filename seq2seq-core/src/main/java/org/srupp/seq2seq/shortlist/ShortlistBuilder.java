package org.srupp.seq2seq.shortlist;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.Sentences;

/** Builds a shortlist from the text that a model was trained on. */
public final class ShortlistBuilder {
  /** Longer sentences teach little and cost the product of their lengths. */
  public static final int MAX_PIECES = 250;

  private static final int ITERATIONS = 5;

  /** Translations kept of all source ids together: 256 MiB. */
  private static final int MAX_ENTRIES = 1 << 25;

  private final ShortlistConfig config;
  private final int threads;

  /**
   * @param threads change the time, not the result
   */
  public ShortlistBuilder(ShortlistConfig config, int threads) {
    this.config = config;
    this.threads = threads;
  }

  /**
   * Learns from text; pairs with an empty side, or one beyond {@link #MAX_PIECES}, are left out.
   *
   * @param pairs ids of both vocabularies
   * @param alike for each source id the target id of the same spelling, which joins its list so
   *     that names and numbers can be copied, or -1
   * @throws IllegalArgumentException if no pair is left to learn from
   */
  public Shortlist build(
      ParallelCorpus pairs, VocabularyMark source, VocabularyMark target, int[] alike) {
    ParallelCorpus usable = usable(pairs);
    int most = Math.max(4 * config.best(), MAX_ENTRIES / source.size());
    LexicalRow[] rows;
    try (Workers workers = new Workers(threads)) {
      rows =
          new LexicalModel(usable, source.size(), target.size(), most).learn(ITERATIONS, workers);
    }
    int[][] lists = new int[source.size()][];
    Arrays.setAll(lists, id -> with(rows[id].best(config.best()), alike[id]));
    int[] offsets = new int[lists.length + 1];
    for (int i = 0; i < lists.length; i++) {
      offsets[i + 1] = Math.addExact(offsets[i], lists[i].length);
    }
    int[] best = Arrays.stream(lists).flatMapToInt(Arrays::stream).toArray();
    return new Shortlist(source, target, frequent(usable.target(), target.size()), offsets, best);
  }

  private static ParallelCorpus usable(ParallelCorpus pairs) {
    int[] kept =
        IntStream.range(0, pairs.size())
            .filter(i -> isUsable(pairs.source().length(i)) && isUsable(pairs.target().length(i)))
            .toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "no pair of lines has 1 to "
              + MAX_PIECES
              + " pieces on both sides, expected text to learn from");
    }
    return new ParallelCorpus(
        new SomeSentences(pairs.source(), kept), new SomeSentences(pairs.target(), kept));
  }

  private static boolean isUsable(int length) {
    return length > 0 && length <= MAX_PIECES;
  }

  private static int[] with(int[] ids, int also) {
    boolean there = also < 0 || IntStream.of(ids).anyMatch(id -> id == also);
    int[] all = there ? ids : Arrays.copyOf(ids, ids.length + 1);
    if (!there) {
      all[ids.length] = also;
    }
    Arrays.sort(all);
    return all;
  }

  private int[] frequent(Sentences target, int size) {
    long[] counts = new long[size];
    for (int i = 0; i < target.size(); i++) {
      for (int id : target.ids(i)) {
        counts[id]++;
      }
    }
    return IntStream.range(0, size)
        .filter(id -> counts[id] > 0)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(id -> -counts[id]).thenComparing(id -> id))
        .limit(config.frequent())
        .mapToInt(id -> id)
        .sorted()
        .toArray();
  }
}
