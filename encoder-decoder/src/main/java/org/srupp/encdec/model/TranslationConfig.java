package org.srupp.encdec.model;

/** What every translator's configuration has. */
public sealed interface TranslationConfig
    permits SruppTranslationConfig, TransformerTranslationConfig {
  /** Source ids. */
  int sourceVocabulary();

  /** Target ids. */
  int targetVocabulary();
}
