package org.srupp.recipes.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srupp.recipes.config.Nearest;

/** The forms in which scores are printed. */
enum OutputFormat {
  JSON,
  TEXT,
  LATEX;

  /** The name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<OutputFormat> find(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /**
   * The form of that name.
   *
   * @throws IllegalArgumentException if there is none; the message has the nearest
   */
  static OutputFormat of(String label) {
    List<String> known = Arrays.stream(values()).map(OutputFormat::label).toList();
    return find(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown format "
                        + label
                        + Nearest.question(label, known)
                        + "; choose from "
                        + String.join(", ", known)));
  }
}
