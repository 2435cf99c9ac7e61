package org.srupp.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happens to the characters of a text before it is cut into pieces. */
public enum NormalizationRule {
  /** Nothing. */
  IDENTITY("identity"),
  /**
   * Unicode's form NFKC; besides, controls are dropped and blanks of every kind become a space.
   * SentencePiece's default.
   */
  NMT_NFKC("nmt_nfkc");

  private final String text;

  NormalizationRule(String text) {
    this.text = text;
  }

  /** The name in model files and on {@code spm_train}'s command line. */
  public String text() {
    return text;
  }

  /**
   * The rule of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static NormalizationRule of(String text) {
    for (NormalizationRule rule : values()) {
      if (rule.text.equals(text)) {
        return rule;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "unknown normalisation rule %s, expected %s",
            text,
            Arrays.stream(values())
                .map(NormalizationRule::text)
                .collect(Collectors.joining(" or "))));
  }
}
