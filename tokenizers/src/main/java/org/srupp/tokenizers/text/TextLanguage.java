package org.srupp.tokenizers.text;

/** A language whose abbreviations and apostrophes are known here. */
public enum TextLanguage {
  /** German. */
  DE,
  /** English. */
  EN;

  Abbreviations abbreviations() {
    return Abbreviations.of(name().toLowerCase(java.util.Locale.ROOT));
  }
}
