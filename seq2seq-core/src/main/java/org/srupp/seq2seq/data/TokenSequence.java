package org.srupp.seq2seq.data;

/** One long text as token ids, read piece by piece. Safe to read from several threads. */
public interface TokenSequence {

  /** What messages call it, such as the file's name. */
  String name();

  /** The number of ids. */
  long tokens();

  /**
   * Copies ids.
   *
   * @param from number of the first id, from 0
   * @param into where they go
   * @param at index in {@code into} of the first one
   * @param count how many
   * @throws IndexOutOfBoundsException if the text or the array has no such range
   */
  void copy(long from, int[] into, int at, int count);

  /** Ids held in memory, which are not copied. */
  static TokenSequence of(String name, int[] ids) {
    return new MemoryTokens(name, ids);
  }
}
