package org.srupp.tokenizers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * How often each pair of adjacent symbols occurs, in which words, and which is the most frequent.
 *
 * <p>Ties go to the pair whose left symbol, then right symbol, is the last in order of code points,
 * as in subword-nmt. The queue may hold counts that have fallen since; they are put right when they
 * come to its head.
 */
final class PairTable {
  private record Candidate(long count, int pair) {}

  private final BpeSymbols symbols;
  private final LongIntMap indexOf = new LongIntMap(1 << 16, -1);
  private final PriorityQueue<Candidate> queue;
  private long[] pairs = new long[1 << 16];
  private long[] counts = new long[1 << 16];
  private long[] deltas = new long[1 << 16];
  private int[][] words = new int[1 << 16][];
  private int[] wordCounts = new int[1 << 16];
  private int size;
  private int[] changed = new int[64];
  private int changes;

  PairTable(BpeSymbols symbols) {
    this.symbols = symbols;
    this.queue =
        new PriorityQueue<>(
            Comparator.comparingLong((Candidate c) -> -c.count())
                .thenComparing(this::lastTextFirst));
  }

  private int lastTextFirst(Candidate a, Candidate b) {
    int left =
        CodePointOrder.INSTANCE.compare(symbols.text(left(b.pair)), symbols.text(left(a.pair)));
    return left != 0
        ? left
        : CodePointOrder.INSTANCE.compare(symbols.text(right(b.pair)), symbols.text(right(a.pair)));
  }

  /**
   * Notes that a pair occurs {@code times} more (or less) often; counts when {@link #applyChanges}
   * is called.
   */
  int change(int left, int right, long times) {
    int pair = index(BpeSymbols.pair(left, right));
    if (deltas[pair] == 0) {
      if (changes == changed.length) {
        changed = Arrays.copyOf(changed, 2 * changes);
      }
      changed[changes++] =
          pair; // may be listed twice when its delta passes zero; the second finds nothing to do
    }
    deltas[pair] += times;
    return pair;
  }

  /** Notes that {@code word} holds the pair. */
  void addWord(int pair, int word) {
    int n = wordCounts[pair];
    if (n > 0 && words[pair][n - 1] == word) {
      return;
    }
    if (n == 0) {
      words[pair] = new int[2];
    } else if (n == words[pair].length) {
      words[pair] = Arrays.copyOf(words[pair], 2 * n);
    }
    words[pair][n] = word;
    wordCounts[pair]++;
  }

  void applyChanges() {
    for (int i = 0; i < changes; i++) {
      int pair = changed[i];
      if (deltas[pair] != 0) {
        counts[pair] += deltas[pair];
        if (deltas[pair] > 0) {
          queue.add(new Candidate(counts[pair], pair));
        }
        deltas[pair] = 0;
      }
    }
    changes = 0;
  }

  /**
   * Takes the most frequent pair off the queue, or gives -1 if none occurs {@code minimum} times.
   */
  int takeMostFrequent(long minimum) {
    while (!queue.isEmpty()) {
      Candidate head = queue.poll();
      long count = counts[head.pair];
      if (count == head.count) {
        return count >= minimum ? head.pair : -1;
      }
      if (count >= minimum && count < head.count) {
        queue.add(new Candidate(count, head.pair));
      }
    }
    return -1;
  }

  long count(int pair) {
    return counts[pair];
  }

  int left(int pair) {
    return (int) (pairs[pair] >>> 32);
  }

  int right(int pair) {
    return (int) pairs[pair];
  }

  /**
   * Words that hold the pair, perhaps with some that no longer do; forgotten here, because merging
   * leaves none.
   */
  int[] takeWords(int pair) {
    int[] taken = wordCounts[pair] == 0 ? new int[0] : Arrays.copyOf(words[pair], wordCounts[pair]);
    words[pair] = null;
    wordCounts[pair] = 0;
    return taken;
  }

  private int index(long key) {
    int known = indexOf.get(key);
    if (known >= 0) {
      return known;
    }
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
      deltas = Arrays.copyOf(deltas, 2 * size);
      words = Arrays.copyOf(words, 2 * size);
      wordCounts = Arrays.copyOf(wordCounts, 2 * size);
    }
    pairs[size] = key;
    indexOf.put(key, size);
    return size++;
  }
}
