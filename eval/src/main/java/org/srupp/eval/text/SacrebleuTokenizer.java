package org.srupp.eval.text;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The tokenizers of sacreBLEU by the names that signatures give them. */
public enum SacrebleuTokenizer implements NamedTokenizer {
  /** The one of mteval-v13a, the default of published scores. */
  V13A("13a", Tokenizer13a::new),
  /** The one of mteval-v14 for all scripts: punctuation and symbols by Unicode category. */
  INTL("intl", TokenizerIntl::new),
  /** Chinese: every ideograph a token, the rest as 13a does it. */
  ZH("zh", TokenizerZh::new),
  /** Every code point a token. */
  CHAR("char", TokenizerChar::new),
  /** The tokens that are there. */
  NONE("none", () -> TokenizerNone::copy);

  private final String label;
  private final Supplier<LineTokenizer> maker;

  SacrebleuTokenizer(String label, Supplier<LineTokenizer> maker) {
    this.label = label;
    this.maker = maker;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public LineTokenizer newTokenizer() {
    return maker.get();
  }

  /**
   * The tokenizer of that name.
   *
   * @throws IllegalArgumentException if there is none; the message says why for the ones of
   *     sacreBLEU that are not here
   */
  public static SacrebleuTokenizer of(String label) {
    for (SacrebleuTokenizer tokenizer : values()) {
      if (tokenizer.label.equals(label)) {
        return tokenizer;
      }
    }
    String known =
        Arrays.stream(values()).map(SacrebleuTokenizer::label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "tokenizer " + label + " is not available" + reason(label) + "; choose one of " + known);
  }

  private static String reason(String label) {
    return switch (label) {
      case "ja-mecab", "ko-mecab" -> " (it needs the MeCab program and its dictionary)";
      case "spm", "flores101", "flores200", "spBLEU-1K" ->
          " (it needs a SentencePiece model that sacreBLEU downloads)";
      default -> "";
    };
  }
}
