package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.srupp.eval.Bleu;
import org.srupp.eval.BleuConfig;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.corpora.ParallelText;

/** What a model loses by being computed in 8-bit integers: BLEU of one text, before and after. */
public final class QuantizationCheck {
  private final ModelFolder models;

  @Inject
  public QuantizationCheck(ModelFolder models) {
    this.models = models;
  }

  /**
   * How to translate and score.
   *
   * @param beam hypotheses of a sentence, or null for the model's
   * @param lowercase whether to score without regard to case
   * @param threads sentences searched at once
   */
  public record Settings(Integer beam, boolean lowercase, int threads) {}

  /**
   * What came out.
   *
   * @param before BLEU in float32
   * @param after BLEU in int8
   * @param same translations that are the same in both
   * @param lines of the text
   */
  public record Result(double before, double after, long same, int lines) {
    /** Points of BLEU lost; below 0 if it won. */
    public double loss() {
      return before - after;
    }
  }

  /**
   * Translates with both and scores, by BLEU as sacreBLEU computes it on raw text.
   *
   * @param folder of a model in float32
   * @param source text
   * @param reference its translations, line by line
   * @throws IllegalArgumentException if the files do not fit each other or have no words, or this
   *     processor has no instructions for 8-bit products, whose score could then not be measured
   * @throws IOException if a file cannot be read
   */
  public Result run(Path folder, Path source, Path reference, Settings settings)
      throws IOException {
    ParallelText text = ParallelText.read(source, reference);
    if (text.size() == 0) {
      throw new IllegalArgumentException(source + " has no lines; expected text to check with");
    }
    requireWords(text.source(), source + " has no words; expected text to check with");
    requireWords(
        text.target(), reference + " has no words; expected the translations of " + source);
    List<String> before = translate(folder, Precision.FLOAT32, text, settings);
    List<String> after = translate(folder, Precision.INT8, text, settings);
    long same =
        IntStream.range(0, text.size()).filter(i -> before.get(i).equals(after.get(i))).count();
    return new Result(bleu(before, text, settings), bleu(after, text, settings), same, text.size());
  }

  private static void requireWords(List<String> lines, String otherwise) {
    if (lines.stream().allMatch(String::isBlank)) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private List<String> translate(
      Path folder, Precision precision, ParallelText text, Settings settings) throws IOException {
    try (LoadedModel model = models.load(folder, precision)) {
      model
          .fallback()
          .ifPresent(
              sentence -> {
                throw new IllegalArgumentException(
                    sentence + "; quantize on a processor that can measure what is lost");
              });
      DecodeSection decode = model.description().decode();
      try (TextTranslator translator =
          model.translator(
              model.scorers(),
              settings.beam() == null ? decode : decode.withBeam(settings.beam()),
              SearchOptions.BEST,
              settings.threads())) {
        return translator.translate(text.source());
      }
    }
  }

  private static double bleu(List<String> translations, ParallelText text, Settings settings) {
    return new Bleu(BleuConfig.DEFAULTS.withLowercase(settings.lowercase()).withForce(true))
        .corpus(translations, List.of(text.target()))
        .score();
  }
}
