package org.srupp.recipes;

import java.util.List;
import org.srupp.tokenizers.sentencepiece.Normalization;
import org.srupp.tokenizers.sentencepiece.NormalizationRule;
import org.srupp.tokenizers.sentencepiece.PieceRules;
import org.srupp.tokenizers.sentencepiece.SentencePieceConfig;
import org.srupp.tokenizers.sentencepiece.SentencePieceLearner;
import org.srupp.tokenizers.sentencepiece.SpecialPieces;
import picocli.CommandLine.Option;

/** Options of a SentencePiece model to be learned, named as {@code spm_train} names them. */
final class SentencePieceOptions {
  @Option(
      names = "--model-type",
      paramLabel = "TYPE",
      description = "sentencepiece: bpe; other kinds can be read, not learned.")
  private String modelType;

  @Option(
      names = "--character-coverage",
      paramLabel = "SHARE",
      description = "sentencepiece: share of characters with a piece; default: 0.9995.")
  private Double coverage;

  @Option(
      names = "--byte-fallback",
      description = "sentencepiece: write characters without a piece as bytes.")
  private boolean byteFallback;

  @Option(
      names = "--split-digits",
      description = "sentencepiece: every digit is a piece of its own.")
  private boolean splitDigits;

  @Option(
      names = "--normalization-rule-name",
      paramLabel = "RULE",
      description = "sentencepiece: nmt_nfkc (default) or identity.")
  private String rule;

  @Option(
      names = "--user-defined-symbols",
      split = ",",
      paramLabel = "TEXT",
      description = "sentencepiece: strings that are never split.")
  private List<String> userDefined = List.of();

  @Option(
      names = "--control-symbols",
      split = ",",
      paramLabel = "TEXT",
      description = "sentencepiece: pieces that no text becomes.")
  private List<String> control = List.of();

  /** Whether any of them was used. */
  boolean given() {
    return modelType != null
        || coverage != null
        || byteFallback
        || splitDigits
        || rule != null
        || !userDefined.isEmpty()
        || !control.isEmpty();
  }

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  SentencePieceConfig config(int size) {
    SentencePieceLearner.requireLearnable(modelType == null ? "bpe" : modelType);
    SentencePieceConfig defaults = SentencePieceConfig.of(size);
    Normalization usual = defaults.normalization();
    PieceRules rules = defaults.rules();
    return new SentencePieceConfig(
        size,
        coverage == null ? defaults.characterCoverage() : coverage,
        defaults.requiredCharacters(),
        byteFallback,
        rule == null
            ? usual
            : new Normalization(
                NormalizationRule.of(rule), usual.addDummyPrefix(), usual.removeExtraWhitespaces()),
        new PieceRules(
            rules.splitByUnicodeScript(),
            rules.splitByNumber(),
            rules.splitByWhitespace(),
            splitDigits,
            rules.maxPieceLength()),
        SpecialPieces.DEFAULT,
        control,
        userDefined);
  }
}
