package org.srupp.tokenizers;

import java.util.Arrays;

/** Ids of a line as they come. */
final class IdBuffer {
  private int[] ids;
  private int size;

  IdBuffer(int expected) {
    ids = new int[Math.max(16, expected)];
  }

  void add(int[] more) {
    if (size + more.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + more.length));
    }
    System.arraycopy(more, 0, ids, size, more.length);
    size += more.length;
  }

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  int[] toArray() {
    return Arrays.copyOf(ids, size);
  }
}
