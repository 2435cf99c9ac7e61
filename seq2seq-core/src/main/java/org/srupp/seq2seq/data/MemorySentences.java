package org.srupp.seq2seq.data;

import java.util.List;

/** A corpus side that fits in memory: test sets, and text that a user has just typed. */
record MemorySentences(String name, List<int[]> sentences) implements Sentences {

  @Override
  public int size() {
    return sentences.size();
  }

  @Override
  public int length(int sentence) {
    return sentences.get(sentence).length;
  }

  @Override
  public int[] ids(int sentence) {
    return sentences.get(sentence).clone();
  }
}
