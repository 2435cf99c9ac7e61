package org.srupp.seq2seq.data;

import java.util.List;

/** One side of a corpus: sentences of token ids by number. Safe to read from several threads. */
public interface Sentences {

  /** What messages call it, such as the file's name. */
  String name();

  /** The number of sentences. */
  int size();

  /**
   * The number of ids of a sentence, without reading them.
   *
   * @throws IndexOutOfBoundsException if there is no such sentence
   */
  int length(int sentence);

  /**
   * The ids of a sentence; the array belongs to the caller.
   *
   * @throws IndexOutOfBoundsException if there is no such sentence
   */
  int[] ids(int sentence);

  /** Sentences held in memory, which are not copied. */
  static Sentences of(String name, List<int[]> sentences) {
    return new MemorySentences(name, List.copyOf(sentences));
  }
}
