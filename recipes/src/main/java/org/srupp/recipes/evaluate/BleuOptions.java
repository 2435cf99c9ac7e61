package org.srupp.recipes.evaluate;

import java.util.List;
import java.util.Optional;
import org.srupp.eval.BleuConfig;
import org.srupp.eval.Smoothing;
import org.srupp.eval.text.NamedTokenizer;
import org.srupp.eval.text.SacrebleuTokenizer;
import picocli.CommandLine.Option;

/** The options of {@code evaluate} that change BLEU, with sacreBLEU's names and defaults. */
final class BleuOptions {
  private static final String SENTENCE_PIECE = "spm";

  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      description = "Tokenizer: 13a (default), intl, zh, char, none, or spm with --spm-model.")
  private String tokenizer;

  @Option(
      names = "--spm-model",
      paramLabel = "FILE",
      description = "SentencePiece model of -tok spm; the signature has the start of its SHA-256.")
  private String model;

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

  @Option(names = "--force", description = "Do not warn about text that looks tokenised.")
  private boolean force;

  private NamedTokenizer pieces;

  /** Adds a sentence for options that do not go together, whatever the metrics are. */
  void check(List<String> wrong) {
    boolean sentencePiece = SENTENCE_PIECE.equals(tokenizer);
    if (sentencePiece && model == null) {
      wrong.add(
          "tokenizer spm needs a SentencePiece model file, which is not downloaded here; give it by"
              + " --spm-model FILE");
    } else if (!sentencePiece && model != null) {
      wrong.add("--spm-model is the model of -tok spm, found no -tok spm; give both or neither");
    }
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException if a name or value is not known
   * @throws EvaluateFailure if the SentencePiece model cannot be read
   */
  BleuConfig config() {
    Smoothing.Method method = Smoothing.Method.of(smoothing);
    // The warning about tokenised text is printed by the command, not logged by the metric.
    return BleuConfig.DEFAULTS
        .withTokenizer(namedTokenizer())
        .withLowercase(lowercase)
        .withSmoothing(
            smoothingValue == null ? method.withDefault() : new Smoothing(method, smoothingValue))
        .withForce(true);
  }

  private NamedTokenizer namedTokenizer() {
    if (SENTENCE_PIECE.equals(tokenizer)) {
      return model == null ? SacrebleuTokenizer.NONE : pieces();
    }
    try {
      return SacrebleuTokenizer.of(tokenizer == null ? tokenizerOfTarget() : tokenizer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ", or " + SENTENCE_PIECE + " with --spm-model", e);
    }
  }

  private NamedTokenizer pieces() {
    if (pieces == null) {
      pieces = SentencePieceTokens.read(model);
    }
    return pieces;
  }

  boolean lowercase() {
    return lowercase;
  }

  boolean force() {
    return force;
  }

  /** What sacreBLEU says about a tokenizer that does not know the target language's words. */
  Optional<String> advice() {
    String best = tokenizerOfTarget();
    if (best.equals(SacrebleuTokenizer.V13A.label())
        || tokenizer == null
        || tokenizer.equals(best)
        || tokenizer.equals(SENTENCE_PIECE)) {
      return Optional.empty();
    }
    String language =
        switch (target()) {
          case "zh" -> "Chinese";
          case "ja" -> "Japanese";
          default -> "Korean";
        };
    return Optional.of(
        "Consider using the '" + best + "' or 'spm' tokenizer for " + language + ".");
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
