package org.srupp.encdec.model;

/** What every translator's configuration has. */
public sealed interface TranslationConfig
    permits SruppTranslationConfig, TransformerTranslationConfig {
  /** Source ids. */
  int sourceVocabulary();

  /** Target ids. */
  int targetVocabulary();

  /** Floats that a search keeps of every step of a hypothesis: keys and values of all layers. */
  long stepFloats();

  /** Floats that a search needs besides for a hypothesis, whatever its length; an estimate. */
  long rowFloats();
}
