package org.srupp.eval;

import java.util.Optional;
import org.srupp.eval.text.PythonNumber;

/** What a {@link Metric} found, with the signature without which a score cannot be compared. */
public interface Score {
  /** The metric's name, as {@code BLEU}. */
  String name();

  /** The score as the metric scales it, for BLEU 0 to 100. */
  double score();

  /** How it was computed. */
  Signature signature();

  /** The parts that the metric prints behind its score; empty where it prints none. */
  String verbose();

  /** The interval around the score, if one was asked for. */
  default Optional<Estimate> estimate() {
    return Optional.empty();
  }

  /**
   * The score with {@code width} decimals, and its interval: {@code 69.5 (μ = 69.3 ± 3.6)}. An
   * interval around 0 is not printed.
   */
  default String number(int width) {
    String number = PythonNumber.fixed(score(), width);
    return printed().map(found -> number + " (" + interval(found, width) + ")").orElse(number);
  }

  /** {@code BLEU = 36.71 68.9/44.8/29.9/19.6 (BP = ...)}, the score with {@code width} decimals. */
  default String text(int width) {
    return name() + " = " + numberAndParts(width);
  }

  /**
   * The same with the signature behind the name: {@code BLEU|nrefs:1|... = 36.7 ...}; {@code brief}
   * takes the short one.
   */
  default String text(int width, boolean brief) {
    return name() + "|" + signature().text(brief) + " = " + numberAndParts(width);
  }

  /**
   * The object that sacreBLEU prints for {@code --format json}, indented by one blank, without a
   * final line feed.
   */
  default String json(int width) {
    var json = new StringBuilder("{\n");
    json.append(" \"name\": \"").append(name()).append("\",\n");
    json.append(" \"score\": ").append(PythonNumber.rounded(score(), width)).append(",\n");
    json.append(" \"signature\": \"").append(signature()).append('"');
    printed()
        .ifPresent(
            found -> {
              json.append(",\n \"confidence_mean\": ")
                  .append(PythonNumber.rounded(found.mean(), width));
              json.append(",\n \"confidence_var\": ")
                  .append(PythonNumber.rounded(found.halfWidth(), width));
              json.append(",\n \"confidence\": \"").append(interval(found, width)).append('"');
            });
    if (!verbose().isEmpty()) {
      json.append(",\n \"verbose_score\": \"").append(verbose()).append('"');
    }
    for (Signature.Field field : signature().fields()) {
      json.append(",\n \"").append(field.name()).append("\": \"").append(field.value()).append('"');
    }
    return json.append("\n}").toString();
  }

  private Optional<Estimate> printed() {
    return estimate().filter(found -> found.mean() > 0);
  }

  private static String interval(Estimate found, int width) {
    return "μ = "
        + PythonNumber.fixed(found.mean(), width)
        + " ± "
        + PythonNumber.fixed(found.halfWidth(), width);
  }

  private String numberAndParts(int width) {
    return verbose().isEmpty() ? number(width) : number(width) + " " + verbose();
  }
}
