package org.srupp.recipes.language;

import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CharacterVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.WordVocabulary;

/** The token that stands between lines. */
final class LineBoundary {
  private LineBoundary() {}

  /** Its id, or {@link CorpusVocabulary#ABSENT}. */
  static int of(CorpusVocabulary vocabulary) {
    if (vocabulary instanceof WordVocabulary words) {
      return words.end();
    }
    return vocabulary instanceof ByteVocabulary bytes
        ? bytes.id((byte) '\n')
        : ((CharacterVocabulary) vocabulary).id('\n');
  }
}
