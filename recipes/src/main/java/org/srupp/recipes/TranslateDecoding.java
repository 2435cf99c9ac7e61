package org.srupp.recipes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.config.DecodeSection.LengthNormalization;
import org.srupp.recipes.translation.SearchOptions;
import org.srupp.recipes.translation.TextTranslator;
import picocli.CommandLine.Option;

/** The options of {@code translate} that change the search; the model folder has the defaults. */
final class TranslateDecoding {
  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept for a sentence; 1 is greedy.")
  private Integer beam;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description =
          "Print N translations of each line, best first, each as \"line ||| text ||| score\", lines"
              + " counted from 0, instead of one line for one line.")
  private Integer nBest;

  @Option(
      names = "--length-normalization",
      paramLabel = "FORM",
      description = "What scores are divided by: none, average (length^A) or gnmt.")
  private String lengthNormalization;

  @Option(
      names = "--length-penalty",
      paramLabel = "A",
      description = "Exponent of the normalization.")
  private Double lengthPenalty;

  @Option(
      names = "--max-length-factor",
      paramLabel = "A",
      description = "S source pieces give at most A * S + B pieces, end included.")
  private Double maxLengthFactor;

  @Option(names = "--max-length-offset", paramLabel = "B", description = "The B of that limit.")
  private Integer maxLengthOffset;

  @Option(
      names = "--min-length",
      paramLabel = "N",
      description = "Least pieces of a translation; default 0.")
  private int minLength;

  @Option(
      names = "--batch-sentences",
      paramLabel = "N",
      description = "Most sentences searched at once; changes speed and memory only.")
  private Integer batchSentences;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      description = "Most padded source pieces searched at once; changes speed and memory only.")
  private Integer batchTokens;

  boolean listsWanted() {
    return nBest != null;
  }

  /** Adds a sentence for every option that cannot be, whatever the model. */
  void check(List<String> wrong) {
    atLeast("--beam", 1, beam, wrong);
    atLeast("--n-best", 1, nBest, wrong);
    if (lengthNormalization != null && normalization() == null) {
      wrong.add(
          "--length-normalization must be one of "
              + Arrays.stream(LengthNormalization.values())
                  .map(value -> value.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))
              + ", found "
              + lengthNormalization);
    }
    notNegative("--length-penalty", lengthPenalty, wrong);
    notNegative("--max-length-factor", maxLengthFactor, wrong);
    atLeast("--max-length-offset", 1, maxLengthOffset, wrong);
    if (minLength < 0 || minLength >= TextTranslator.MAX_OUTPUT) {
      wrong.add(
          "--min-length must be in [0, "
              + (TextTranslator.MAX_OUTPUT - 1)
              + "], found "
              + minLength);
    }
    atLeast("--batch-sentences", 1, batchSentences, wrong);
    atLeast("--batch-tokens", 1, batchTokens, wrong);
  }

  private static void atLeast(String option, int least, Integer found, List<String> wrong) {
    if (found != null && found < least) {
      wrong.add(option + " must be at least " + least + ", found " + found);
    }
  }

  private static void notNegative(String option, Double found, List<String> wrong) {
    if (found != null && !(found >= 0 && found < Double.POSITIVE_INFINITY)) {
      wrong.add(option + " must be a number from 0, found " + found);
    }
  }

  private LengthNormalization normalization() {
    return Arrays.stream(LengthNormalization.values())
        .filter(value -> value.name().equalsIgnoreCase(lengthNormalization))
        .findFirst()
        .orElse(null);
  }

  /**
   * The model's settings with the options in place of them.
   *
   * @throws IllegalArgumentException if the options do not fit what the model says
   */
  DecodeSection over(DecodeSection model) {
    DecodeSection decode =
        new DecodeSection(
            or(beam, model.beam()),
            model.validationBeam(),
            lengthNormalization == null ? model.lengthNormalization() : normalization(),
            or(lengthPenalty, model.lengthPenalty()),
            or(maxLengthFactor, model.maxLengthFactor()),
            or(maxLengthOffset, model.maxLengthOffset()),
            or(batchSentences, model.batchSentences()),
            or(batchTokens, model.batchTokens()));
    if (nBest != null && nBest > decode.beam()) {
      throw new IllegalArgumentException(
          "--n-best must be in [1, beam = "
              + decode.beam()
              + "], found "
              + nBest
              + "; raise --beam to "
              + nBest);
    }
    return decode;
  }

  SearchOptions options() {
    return new SearchOptions(minLength, or(nBest, 1), nBest != null);
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
