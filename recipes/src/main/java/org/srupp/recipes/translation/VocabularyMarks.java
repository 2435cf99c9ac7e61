package org.srupp.recipes.translation;

import org.srupp.seq2seq.shortlist.VocabularyMark;
import org.srupp.tokenizers.Tokenizer;

/** How a shortlist knows vocabularies again. */
final class VocabularyMarks {
  private VocabularyMarks() {}

  static VocabularyMark of(Tokenizer tokenizer) {
    return new VocabularyMark(tokenizer.vocabulary().size(), tokenizer.vocabulary().checksum());
  }
}
