package org.srupp.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.Locale;

/** Byte strings and how often each was added; all bytes in one array, found by open addressing. */
final class ByteStrings {
  private static final int FREE = -1;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Takes a string, which lies in {@code bytes} from {@code from} to {@code to}. */
  interface Visitor {
    void visit(byte[] bytes, int from, int to, long count);
  }

  private byte[] bytes = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private long[] counts = new long[1 << 8];
  private int[] table = freeTable(1 << 10);
  private int size;

  /**
   * Adds a string {@code times} times.
   *
   * @throws IllegalArgumentException if all strings together have more than 2 GiB
   */
  void add(byte[] source, int from, int to, long times) {
    int slot = slot(source, from, to);
    if (table[slot] == FREE) {
      table[slot] = append(source, from, to);
      if (2 * size > table.length) {
        counts[size - 1] += times;
        grow();
        return;
      }
    }
    counts[table[slot]] += times;
  }

  private int append(byte[] source, int from, int to) {
    int start = start(size);
    long needed = (long) start + to - from;
    if (needed > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the different words of the text have more than %d bytes; take a sample of the lines",
              LONGEST_ARRAY));
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST_ARRAY, Math.max(needed, 2L * start)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(source, from, bytes, start, to - from);
    ends[size] = (int) needed;
    return size++;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private int slot(byte[] source, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + source[i];
    }
    int mask = table.length - 1;
    int slot = (hash * 0x9E3779B9 >>> 7) & mask;
    while (table[slot] != FREE
        && !Arrays.equals(bytes, start(table[slot]), ends[table[slot]], source, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    table = freeTable(2 * table.length);
    for (int index = 0; index < size; index++) {
      table[slot(bytes, start(index), ends[index])] = index;
    }
  }

  private static int[] freeTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }

  /** Shows every string once, in the order of first additions. */
  void forEach(Visitor visitor) {
    for (int index = 0; index < size; index++) {
      visitor.visit(bytes, start(index), ends[index], counts[index]);
    }
  }
}
