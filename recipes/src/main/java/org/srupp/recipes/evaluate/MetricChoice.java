package org.srupp.recipes.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.config.Nearest;

/** The metrics by the names of {@code -m}, in the order in which scores are printed. */
enum MetricChoice {
  BLEU,
  CHRF,
  MULTI_BLEU,
  NLTK_BLEU,
  TER;

  /** The name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The metric of that name.
   *
   * @throws IllegalArgumentException if there is none; the message has the nearest
   */
  static MetricChoice of(String label) {
    for (MetricChoice choice : values()) {
      if (choice.label().equals(label)) {
        return choice;
      }
    }
    List<String> known = Arrays.stream(values()).map(MetricChoice::label).toList();
    throw new IllegalArgumentException(
        "unknown metric "
            + label
            + Nearest.question(label, known)
            + "; choose from "
            + String.join(", ", known));
  }
}
