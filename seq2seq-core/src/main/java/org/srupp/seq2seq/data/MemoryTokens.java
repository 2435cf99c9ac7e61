package org.srupp.seq2seq.data;

import java.util.Objects;

/** A text that fits in memory: what a user has just typed. */
record MemoryTokens(String name, int[] ids) implements TokenSequence {

  @Override
  public long tokens() {
    return ids.length;
  }

  @Override
  public void copy(long from, int[] into, int at, int count) {
    int start = (int) Objects.checkFromIndexSize(from, (long) count, (long) ids.length);
    System.arraycopy(ids, start, into, at, count);
  }
}
