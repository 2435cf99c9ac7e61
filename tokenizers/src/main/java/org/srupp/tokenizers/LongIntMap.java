package org.srupp.tokenizers;

import java.util.Arrays;

/**
 * A hash map from non-negative longs to ints without boxing; open addressing, at most half full.
 */
final class LongIntMap {
  private static final long FREE = -1;

  private final int missing;
  private long[] keys;
  private int[] values;
  private int size;

  LongIntMap(int expected, int missing) {
    this.missing = missing;
    int capacity = Integer.highestOneBit(Math.max(8, expected) * 2 - 1) << 1;
    keys = new long[capacity];
    Arrays.fill(keys, FREE);
    values = new int[capacity];
  }

  int get(long key) {
    int slot = slot(key);
    return keys[slot] == key ? values[slot] : missing;
  }

  void put(long key, int value) {
    int slot = slot(key);
    if (keys[slot] == FREE) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    Arrays.fill(keys, FREE);
    values = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }
}
