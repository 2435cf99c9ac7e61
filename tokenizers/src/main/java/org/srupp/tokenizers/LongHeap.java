package org.srupp.tokenizers;

import java.util.Arrays;

/** A binary heap of longs, smallest first, without boxing. */
final class LongHeap {
  private long[] items;
  private int size;

  LongHeap(int capacity) {
    items = new long[Math.max(4, capacity)];
  }

  boolean isEmpty() {
    return size == 0;
  }

  long first() {
    return items[0];
  }

  void push(long item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    int at = size++;
    while (at > 0 && items[(at - 1) >>> 1] > item) {
      items[at] = items[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    items[at] = item;
  }

  long pop() {
    long first = items[0];
    long last = items[--size];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && items[child + 1] < items[child]) {
        child++;
      }
      if (items[child] >= last) {
        break;
      }
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return first;
  }
}
