package org.srupp.recipes.language;

import java.util.Locale;
import java.util.Map;
import org.srupp.recipes.config.LanguageDataSection.Unit;
import org.srupp.recipes.run.MetricKey;
import org.srupp.recipes.training.ValidationFigures;
import org.srupp.seq2seq.train.Loss;
import org.srupp.seq2seq.train.Validation;

/** A loss as the field states it: bits per byte or character, perplexity per word. */
record LanguageFigures(Unit unit) implements ValidationFigures {
  private static final double LN_2 = Math.log(2);

  /** What many tokens are called. */
  static String plural(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  /** The figure's name. */
  String metric() {
    return switch (unit) {
      case BYTES -> "bits per byte";
      case CHARACTERS -> "bits per character";
      case WORDS -> "perplexity";
    };
  }

  /** The figure. */
  double value(Loss loss) {
    return unit == Unit.WORDS ? loss.perplexity() : loss.natsPerToken() / LN_2;
  }

  @Override
  public Map<MetricKey, Double> values(Validation validation) {
    MetricKey key = unit == Unit.WORDS ? MetricKey.VALID_PPL : MetricKey.VALID_BPC;
    return Map.of(key, value(validation.loss()));
  }

  @Override
  public String summary(Validation validation) {
    return String.format(Locale.ROOT, "%s %.4f", metric(), value(validation.loss()));
  }
}
