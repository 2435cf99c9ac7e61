package org.srupp.kernels.bench;

import java.util.Locale;
import java.util.function.LongUnaryOperator;

/** What a card's memory has room for. */
final class Fitting {
  private Fitting() {}

  /**
   * The largest number below {@code count} that fits; 0 if not even 1 does.
   *
   * @param bytes of a number of streams, rows or parameters; grows with it
   */
  static long below(long count, LongUnaryOperator bytes, long freeBytes) {
    long fits = 0;
    long exceeds = count;
    while (exceeds - fits > 1) {
      long middle = fits + (exceeds - fits) / 2;
      if (bytes.applyAsLong(middle) <= freeBytes) {
        fits = middle;
      } else {
        exceeds = middle;
      }
    }
    return fits;
  }

  /**
   * As a sentence's end.
   *
   * @param what fits, with %d for the number, such as "a batch of %d"
   */
  static String advice(String what, long fitting) {
    String sentence =
        fitting == 0 ? "; not even " + what + " would fit" : "; " + what + " would fit";
    return String.format(Locale.ROOT, sentence, Math.max(1, fitting));
  }
}
