package org.srupp.seq2seq.shortlist;

import org.srupp.seq2seq.data.Sentences;

/**
 * Some sentences of a text.
 *
 * @param all the text
 * @param kept their numbers
 */
record SomeSentences(Sentences all, int[] kept) implements Sentences {
  @Override
  public String name() {
    return all.name();
  }

  @Override
  public int size() {
    return kept.length;
  }

  @Override
  public int length(int sentence) {
    return all.length(kept[sentence]);
  }

  @Override
  public int[] ids(int sentence) {
    return all.ids(kept[sentence]);
  }
}
