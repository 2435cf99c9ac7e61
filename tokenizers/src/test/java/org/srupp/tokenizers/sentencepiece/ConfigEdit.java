package org.srupp.tokenizers.sentencepiece;

import java.util.List;

/** Configurations for tests, one option changed at a time. */
record ConfigEdit(SentencePieceConfig config) {
  ConfigEdit size(int size) {
    return with(size, config.characterCoverage(), config.byteFallback());
  }

  ConfigEdit coverage(double coverage) {
    return with(config.vocabularySize(), coverage, config.byteFallback());
  }

  ConfigEdit bytes() {
    return with(config.vocabularySize(), config.characterCoverage(), true);
  }

  private ConfigEdit with(int size, double coverage, boolean bytes) {
    return new ConfigEdit(
        new SentencePieceConfig(
            size,
            coverage,
            config.requiredCharacters(),
            bytes,
            config.normalization(),
            config.rules(),
            config.specials(),
            config.controlSymbols(),
            config.userDefinedSymbols()));
  }

  ConfigEdit required(String characters) {
    return with(
        characters,
        config.normalization(),
        config.rules(),
        config.specials(),
        config.controlSymbols(),
        config.userDefinedSymbols());
  }

  ConfigEdit normalization(Normalization normalization) {
    return with(
        config.requiredCharacters(),
        normalization,
        config.rules(),
        config.specials(),
        config.controlSymbols(),
        config.userDefinedSymbols());
  }

  ConfigEdit rules(PieceRules rules) {
    return with(
        config.requiredCharacters(),
        config.normalization(),
        rules,
        config.specials(),
        config.controlSymbols(),
        config.userDefinedSymbols());
  }

  ConfigEdit specials(SpecialPieces specials) {
    return with(
        config.requiredCharacters(),
        config.normalization(),
        config.rules(),
        specials,
        config.controlSymbols(),
        config.userDefinedSymbols());
  }

  ConfigEdit symbols(List<String> control, List<String> userDefined) {
    return with(
        config.requiredCharacters(),
        config.normalization(),
        config.rules(),
        config.specials(),
        control,
        userDefined);
  }

  private ConfigEdit with(
      String required,
      Normalization normalization,
      PieceRules rules,
      SpecialPieces specials,
      List<String> control,
      List<String> userDefined) {
    return new ConfigEdit(
        new SentencePieceConfig(
            config.vocabularySize(),
            config.characterCoverage(),
            required,
            config.byteFallback(),
            normalization,
            rules,
            specials,
            control,
            userDefined));
  }
}
