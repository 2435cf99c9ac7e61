package org.srupp.recipes.run;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What validations are judged by; of several, the first says most. */
enum ValidationMetric {
  BLEU(MetricKey.VALID_BLEU, true, "BLEU", "Validation BLEU", "%.2f"),
  BITS(MetricKey.VALID_BPC, false, "bits", "Validation, bits per byte or character", "%.4f"),
  PERPLEXITY(MetricKey.VALID_PPL, false, "perplexity", "Validation perplexity", "%.2f"),
  LOSS(MetricKey.VALID_LOSS, false, "loss", "Validation loss, nats per token", "%.3f");

  private final MetricKey key;
  private final boolean higherIsBetter;
  private final String word;
  private final String title;
  private final String format;

  ValidationMetric(
      MetricKey key, boolean higherIsBetter, String word, String title, String format) {
    this.key = key;
    this.higherIsBetter = higherIsBetter;
    this.word = word;
    this.title = title;
    this.format = format;
  }

  MetricKey key() {
    return key;
  }

  /** What people call it. */
  String word() {
    return word;
  }

  /** Of a chart. */
  String title() {
    return title;
  }

  /** With as many decimals as tell two runs apart. */
  String format() {
    return format;
  }

  /** What is told of the whole. */
  String description() {
    return "validation " + word + (higherIsBetter ? ", higher is better" : ", lower is better");
  }

  /** The first of the best records; nothing if none has a finite value. */
  Optional<MetricsRecord> best(List<MetricsRecord> records) {
    int sign = higherIsBetter ? 1 : -1;
    return records.stream()
        .filter(r -> Double.isFinite(r.values().getOrDefault(key, Double.NaN)))
        .max(Comparator.comparingDouble(r -> sign * r.values().get(key)));
  }

  /** The best value and where it was reached. */
  String fact(MetricsRecord best) {
    return String.format(
        Locale.ROOT,
        (higherIsBetter ? "best" : "lowest")
            + " validation "
            + word
            + " "
            + format
            + " at step %,d",
        best.values().get(key),
        best.step());
  }
}
