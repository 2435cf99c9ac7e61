package org.srupp.recipes;

import org.srupp.eval.BleuConfig;
import org.srupp.eval.Smoothing;
import org.srupp.eval.text.SacrebleuTokenizer;
import picocli.CommandLine.Option;

/** The options of {@code evaluate} that change the score, with sacreBLEU's names and defaults. */
final class BleuOptions {
  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      description = "Tokenizer: 13a (default), intl, zh, char or none.")
  private String tokenizer;

  @Option(
      names = {"-l", "--language-pair"},
      paramLabel = "SRC-TGT",
      description = "Language pair; a target of zh chooses that tokenizer unless -tok is given.")
  private String languages = "";

  @Option(
      names = {"-lc", "--lowercase"},
      description = "Lower-case system and references.")
  private boolean lowercase;

  @Option(
      names = {"-s", "--smooth-method"},
      paramLabel = "NAME",
      description = "Smoothing: exp (default), floor, add-k or none.")
  private String smoothing = "exp";

  @Option(
      names = {"-sv", "--smooth-value"},
      paramLabel = "X",
      description = "Value of floor (default 0.1) or add-k (default 1).")
  private Double smoothingValue;

  /**
   * The settings.
   *
   * @throws IllegalArgumentException if a name or value is not known
   */
  BleuConfig config() {
    Smoothing.Method method = Smoothing.Method.of(smoothing);
    return BleuConfig.DEFAULTS
        .withTokenizer(SacrebleuTokenizer.of(tokenizer == null ? tokenizerOfTarget() : tokenizer))
        .withLowercase(lowercase)
        .withSmoothing(
            smoothingValue == null ? method.withDefault() : new Smoothing(method, smoothingValue));
  }

  /** Whether the target is Chinese and a tokenizer was asked for that does not know its words. */
  boolean unsuitableForChinese() {
    return target().equals("zh") && tokenizer != null && !tokenizer.equals("zh");
  }

  private String tokenizerOfTarget() {
    return switch (target()) {
      case "zh" -> "zh";
      case "ja" -> "ja-mecab";
      case "ko" -> "ko-mecab";
      default -> SacrebleuTokenizer.V13A.label();
    };
  }

  private String target() {
    return languages.substring(languages.indexOf('-') + 1);
  }
}
