package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.srupp.tokenizers.BpeCodes.Merge;

/**
 * Applies codes to one word: all occurrences of the adjacent pair with the highest priority are
 * merged, from left to right, until no pair has a merge (Sennrich et al. 2016, <a
 * href="https://arxiv.org/abs/1508.07909">section 3.2</a>). O(n log n) in the word's length.
 */
final class BpeMerger {
  private static final int NO_RANK = -1;

  private final BpeSymbols symbols = new BpeSymbols();
  private final LongIntMap ranks;
  private final int[] products;

  /** Of a symbol that merging makes, the pair of its first merge; of any other, -1. */
  private final List<Long> parts = new ArrayList<>();

  BpeMerger(BpeCodes codes) {
    this(codes.merges());
  }

  BpeMerger(List<Merge> merges) {
    ranks = new LongIntMap(merges.size(), NO_RANK);
    products = new int[merges.size()];
    for (int rank = 0; rank < products.length; rank++) {
      Merge merge = merges.get(rank);
      long pair = BpeSymbols.pair(symbols.add(merge.left()), symbols.add(merge.right()));
      products[rank] = symbols.add(merge.product());
      if (ranks.get(pair) == NO_RANK) {
        ranks.put(pair, rank);
      }
      while (parts.size() < symbols.size()) {
        parts.add(-1L);
      }
      if (parts.get(products[rank]) < 0) {
        parts.set(products[rank], pair);
      }
    }
  }

  /**
   * The symbols of a word after all merges; a negative one is the complement of a code point that
   * no merge knows.
   */
  int[] merge(String word) {
    return new Merging(symbols.of(word)).run();
  }

  /** As {@link #merge}, of a word whose last character carries {@link BpeSymbols#WORD_END}. */
  int[] mergeMarked(String word) {
    return new Merging(symbols.ofMarked(word)).run();
  }

  /**
   * As {@link #mergeMarked}, but each place of each pair is passed over with probability {@code
   * dropout} whenever the next merge is looked for (Provilkov et al. 2020, <a
   * href="https://arxiv.org/abs/1910.13267">algorithm 1</a>). Quadratic in the word's length.
   */
  int[] mergeDropping(String word, double dropout, RandomGenerator random) {
    int[] symbols = this.symbols.ofMarked(word);
    int[] rankAt = new int[symbols.length];
    int n = symbols.length;
    while (true) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < n; i++) {
        int rank =
            symbols[i] >= 0 && symbols[i + 1] >= 0
                ? ranks.get(BpeSymbols.pair(symbols[i], symbols[i + 1]))
                : NO_RANK;
        rankAt[i] = rank != NO_RANK && random.nextDouble() >= dropout ? rank : NO_RANK;
        best = rankAt[i] != NO_RANK ? Math.min(best, rank) : best;
      }
      if (best == Integer.MAX_VALUE) {
        return Arrays.copyOf(symbols, n);
      }
      int kept = 0;
      for (int i = 0; i < n; i++) {
        boolean joins = i + 1 < n && rankAt[i] == best;
        symbols[kept++] = joins ? products[best] : symbols[i];
        i += joins ? 1 : 0;
      }
      n = kept;
    }
  }

  String text(int symbol) {
    return symbol < 0 ? Character.toString(~symbol) : symbols.text(symbol);
  }

  int symbolCount() {
    return symbols.size();
  }

  /**
   * The two symbols that the first merge with this product joined, as {@link BpeSymbols#pair}; -1
   * if no merge makes it.
   */
  long parts(int symbol) {
    return symbol < 0 ? -1 : parts.get(symbol);
  }

  /** One word on its way: a linked list of symbols, and a heap of its pairs by rank, then place. */
  private final class Merging {
    private final int[] word;
    private final int[] next;
    private final int[] previous;
    private final int[] rankAt; // of the pair that starts here; NO_RANK where none does
    private final LongHeap heap;

    Merging(int[] word) {
      this.word = word;
      int n = word.length;
      next = new int[n];
      previous = new int[n];
      rankAt = new int[n];
      Arrays.fill(rankAt, NO_RANK);
      heap = new LongHeap(n);
      for (int i = 0; i < n; i++) {
        next[i] = i + 1;
        previous[i] = i - 1;
      }
      for (int i = 0; i < n; i++) {
        rank(i);
      }
    }

    int[] run() {
      int[] touched = new int[16];
      while (!heap.isEmpty()) {
        // Pairs that a merge creates wait until all places of its rank are done, even if they rank
        // higher.
        int rank = (int) (heap.first() >>> 32);
        int count = 0;
        while (!heap.isEmpty() && (int) (heap.first() >>> 32) == rank) {
          int at = (int) heap.pop();
          if (rankAt[at] != rank) {
            continue;
          }
          join(at, products[rank]);
          if (count == touched.length) {
            touched = Arrays.copyOf(touched, 2 * count);
          }
          touched[count++] = at;
        }
        for (int i = 0; i < count; i++) {
          int at = touched[i];
          rank(at);
          if (previous[at] >= 0) {
            rank(previous[at]);
          }
        }
      }
      return remaining();
    }

    private void join(int at, int product) {
      int gone = next[at];
      word[at] = product;
      next[at] = next[gone];
      if (next[gone] < word.length) {
        previous[next[gone]] = at;
      }
      rankAt[gone] = NO_RANK;
      rankAt[at] = NO_RANK;
      if (previous[at] >= 0) {
        rankAt[previous[at]] = NO_RANK;
      }
    }

    private void rank(int at) {
      int right = next[at];
      int rank =
          right < word.length && word[at] >= 0 && word[right] >= 0
              ? ranks.get(BpeSymbols.pair(word[at], word[right]))
              : NO_RANK;
      if (rank != NO_RANK && rankAt[at] != rank) {
        heap.push((long) rank << 32 | at);
      }
      rankAt[at] = rank;
    }

    private int[] remaining() {
      int n = 0;
      for (int at = 0; at < word.length; at = next[at]) {
        word[n++] = word[at]; // n never passes at, and next keeps the way
      }
      return Arrays.copyOf(word, n);
    }
  }
}
