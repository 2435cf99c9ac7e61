package org.srupp.eval.ngram;

import java.util.Arrays;

/**
 * Numbers the different n-grams of one segment from 1. An n-gram is its first n - 1 tokens' number
 * and its last token, so that a lookup compares one 64-bit key whatever the order; {@link #EMPTY}
 * is the n-gram of no token.
 */
public final class NgramIds {
  /** The number of the n-gram of no token. */
  public static final int EMPTY = 0;

  /** Stands for an n-gram that has no number. */
  public static final int UNKNOWN = -1;

  private int[] slots = new int[1024];
  private long[] keys = new long[512];
  private int size = 1;

  /** Forgets all n-grams; takes time in proportion to their number, not to the table's size. */
  public void clear() {
    int mask = slots.length - 1;
    for (int id = 1; id < size; id++) {
      int slot = hash(keys[id]) & mask;
      while (slots[slot] != 0) {
        slots[slot] = 0;
        slot = (slot + 1) & mask;
      }
    }
    size = 1;
  }

  /** One more than the largest number given. */
  public int size() {
    return size;
  }

  /** The number of {@code prefix} followed by {@code token}, given now if it is new. */
  public int number(int prefix, int token) {
    long key = key(prefix, token);
    int slot = slot(key);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    int id = size++;
    keys[id] = key;
    slots[slot] = id;
    if (2 * size > slots.length) {
      rehash();
    }
    return id;
  }

  /** The number of that n-gram, or {@link #UNKNOWN}. */
  public int find(int prefix, int token) {
    int id = slots[slot(key(prefix, token))];
    return id == 0 ? UNKNOWN : id;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = hash(key) & mask;
    while (slots[slot] != 0 && keys[slots[slot]] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int id = 1; id < size; id++) {
      int slot = hash(keys[id]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id;
    }
  }

  private static long key(int prefix, int token) {
    return (long) prefix << 32 | token;
  }

  private static int hash(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 33);
  }
}
