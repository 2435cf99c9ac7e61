package org.srupp.eval;

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

  /** {@code BLEU = 36.71 68.9/44.8/29.9/19.6 (BP = ...)}, the score with {@code width} decimals. */
  default String text(int width) {
    return name() + " = " + number(width);
  }

  /**
   * The same with the signature behind the name: {@code BLEU|nrefs:1|... = 36.7 ...}; {@code brief}
   * takes the short one.
   */
  default String text(int width, boolean brief) {
    String form = brief ? signature().brief() : signature().toString();
    return name() + "|" + form + " = " + number(width);
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
    if (!verbose().isEmpty()) {
      json.append(",\n \"verbose_score\": \"").append(verbose()).append('"');
    }
    for (Signature.Field field : signature().fields()) {
      json.append(",\n \"").append(field.name()).append("\": \"").append(field.value()).append('"');
    }
    return json.append("\n}").toString();
  }

  private String number(int width) {
    String number = PythonNumber.fixed(score(), width);
    return verbose().isEmpty() ? number : number + " " + verbose();
  }
}
