package org.srupp.eval.ngram;

import java.util.Arrays;

/**
 * Counts the n-grams that two sequences have in common, each as often as in the one that has it
 * less often, for all orders from 1. For one thread.
 *
 * <p>Order by order: an n-gram is the number of its first n - 1 symbols, known from the order
 * before, and its last symbol. A table holds one order only, so that it stays small; memory is in
 * proportion to the reference's length.
 */
public final class NgramMatches {
  private static final int UNKNOWN = -1;

  private int[] slots = new int[512];
  private int mask;
  private long[] keys = new long[128];
  private int[] unused = new int[128];
  private int size;
  private int[] referenceIds = new int[128];
  private int[] hypothesisIds = new int[128];

  /**
   * Counts for one pair.
   *
   * @param hypothesis symbols, none negative, of which the first {@code hypothesisLength} count
   * @param reference symbols, none negative, of which the first {@code referenceLength} count
   * @param matches receives the number for each order 1 to {@code matches.length}
   */
  public void count(
      int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int[] matches) {
    Arrays.fill(matches, 0);
    prepare(hypothesisLength, referenceLength);
    int found = 1;
    for (int order = 1; order <= matches.length && found > 0; order++) {
      int last = order - 1;
      learn(reference, last, referenceLength - last);
      found = match(hypothesis, last, hypothesisLength - last);
      matches[last] = found;
    }
  }

  private void prepare(int hypothesisLength, int referenceLength) {
    if (referenceLength > referenceIds.length) {
      int capacity = Integer.highestOneBit(referenceLength) << 1;
      referenceIds = new int[capacity];
      keys = new long[capacity];
      unused = new int[capacity];
      slots = new int[4 * capacity];
    }
    if (hypothesisLength > hypothesisIds.length) {
      hypothesisIds = new int[2 * hypothesisLength];
    }
    Arrays.fill(referenceIds, 0, referenceLength, 0);
    Arrays.fill(hypothesisIds, 0, hypothesisLength, 0);
  }

  private void learn(int[] symbols, int last, int ngrams) {
    // Two to four times the n-grams: at most half of the slots are taken.
    int capacity = 4 * Integer.highestOneBit(Math.max(1, ngrams));
    mask = capacity - 1;
    Arrays.fill(slots, 0, capacity, 0);
    size = 0;
    for (int i = 0; i < ngrams; i++) {
      int id = number((long) referenceIds[i] << 32 | symbols[i + last]);
      unused[id]++;
      referenceIds[i] = id;
    }
  }

  private int match(int[] symbols, int last, int ngrams) {
    int found = 0;
    for (int i = 0; i < ngrams; i++) {
      int prefix = hypothesisIds[i];
      if (prefix != UNKNOWN) {
        int id = find((long) prefix << 32 | symbols[i + last]);
        hypothesisIds[i] = id;
        if (id != UNKNOWN && unused[id] > 0) {
          unused[id]--;
          found++;
        }
      }
    }
    return found;
  }

  private int number(long key) {
    int slot = slot(key);
    if (slots[slot] == 0) {
      keys[size] = key;
      unused[size] = 0;
      slots[slot] = ++size;
    }
    return slots[slot] - 1;
  }

  private int find(long key) {
    return slots[slot(key)] - 1;
  }

  private int slot(long key) {
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
