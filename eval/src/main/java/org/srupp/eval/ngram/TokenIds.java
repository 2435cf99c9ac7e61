package org.srupp.eval.ngram;

import java.util.Arrays;
import org.srupp.eval.text.Chars;

/**
 * Numbers the different tokens of one segment from 0, by their characters, without a string for
 * any.
 */
public final class TokenIds {
  /** Stands for a token that has no number. */
  public static final int UNKNOWN = -1;

  private final Chars text = new Chars();
  private int[] slots = filled(256);
  private int[] starts = new int[65];
  private int[] hashes = new int[64];
  private int size;

  /** Forgets all tokens; takes time in proportion to their number, not to the table's size. */
  public void clear() {
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (slots[slot] != UNKNOWN) {
        slots[slot] = UNKNOWN;
        slot = (slot + 1) & mask;
      }
    }
    size = 0;
    text.clear();
  }

  /** The number of the token at {@code from} to {@code to} (exclusive), given now if it is new. */
  public int number(char[] units, int from, int to) {
    int hash = hash(units, from, to);
    int slot = slot(hash, units, from, to);
    if (slots[slot] == UNKNOWN) {
      return insert(slot, hash, units, from, to);
    }
    return slots[slot];
  }

  /** The number of that token, or {@link #UNKNOWN}. */
  public int find(char[] units, int from, int to) {
    return slots[slot(hash(units, from, to), units, from, to)];
  }

  private int slot(int hash, char[] units, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != UNKNOWN && !same(slots[slot], hash, units, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean same(int id, int hash, char[] units, int from, int to) {
    return hashes[id] == hash
        && Arrays.equals(text.units(), starts[id], starts[id + 1], units, from, to);
  }

  private int insert(int slot, int hash, char[] units, int from, int to) {
    int id = size++;
    if (id == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * id);
      starts = Arrays.copyOf(starts, 2 * id + 1);
    }
    hashes[id] = hash;
    starts[id] = text.length();
    text.append(units, from, to);
    starts[id + 1] = text.length();
    slots[slot] = id;
    if (2 * size > slots.length) {
      rehash();
    }
    return id;
  }

  private void rehash() {
    slots = filled(2 * slots.length);
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (slots[slot] != UNKNOWN) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id;
    }
  }

  private static int hash(char[] units, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + units[i];
    }
    // The low bits choose the slot; mix the high ones in.
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private static int[] filled(int capacity) {
    int[] slots = new int[capacity];
    Arrays.fill(slots, UNKNOWN);
    return slots;
  }
}
