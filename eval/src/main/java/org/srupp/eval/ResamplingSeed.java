package org.srupp.eval;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.srupp.eval.numpy.NumpyGenerator;

/**
 * The seed of resampling, as sacreBLEU reads it from the environment's SACREBLEU_SEED.
 *
 * @param label as signatures print it: the number, or {@code none}
 * @param number the seed; empty if every run draws others
 */
public record ResamplingSeed(String label, Optional<BigInteger> number) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\+?[0-9]+");

  /** What sacreBLEU takes when nothing is said. */
  public static final ResamplingSeed DEFAULT = of("12345");

  /**
   * The seed of that spelling.
   *
   * @param text a whole number of at least 0, however large, or {@code none} in any case
   * @throws IllegalArgumentException if it is neither
   */
  public static ResamplingSeed of(String text) {
    String label = text.strip().toLowerCase(Locale.ROOT);
    if (label.equals("none")) {
      return new ResamplingSeed(label, Optional.empty());
    }
    if (!WHOLE_NUMBER.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "seed must be a whole number of at least 0 or none, found " + text);
    }
    return new ResamplingSeed(label, Optional.of(new BigInteger(label)));
  }

  /** The generator behind intervals. */
  NumpyGenerator generator() {
    return number.map(NumpyGenerator::seeded).orElseGet(NumpyGenerator::unseeded);
  }

  /** The generator behind paired tests; sacreBLEU takes a seed of 0 there as none. */
  NumpyGenerator pairedGenerator() {
    return isZero() ? NumpyGenerator.unseeded() : generator();
  }

  boolean isZero() {
    return number.filter(seed -> seed.signum() == 0).isPresent();
  }
}
