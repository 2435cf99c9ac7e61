package org.srupp.recipes;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.srupp.recipes.translation.InputLine;

/** What {@code translate --stats} prints; times count from the start of the virtual machine. */
final class TranslateStats {
  private long loaded;
  private long firstLine;
  private long translatingNanos;
  private long lines;
  private long words;
  private DoubleSupplier listSize;

  void loaded() {
    loaded = System.currentTimeMillis();
  }

  /**
   * Prints how long a shortlist's lists are.
   *
   * @param meanSize target pieces that a sentence could choose from, on average, at the end
   */
  void shortlist(DoubleSupplier meanSize) {
    listSize = meanSize;
  }

  /** Counts a window whose translations are written. */
  void written(List<InputLine> window, long nanos) {
    if (lines == 0) {
      firstLine = System.currentTimeMillis();
    }
    translatingNanos += nanos;
    lines += window.size();
    window.forEach(line -> words += words(line.text()));
  }

  private static long words(String text) {
    long words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean blank = Character.isWhitespace(text.charAt(i));
      words += !blank && !inside ? 1 : 0;
      inside = !blank;
    }
    return words;
  }

  String line() {
    // The process handle knows a start too, but wrong by a second where the clock was set since
    // boot.
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    double perSecond = translatingNanos == 0 ? 0 : words * 1e9 / translatingNanos;
    return String.format(
        Locale.ROOT,
        "%d lines, %d source words, %.2f s in all, %.2f s until the model was loaded, first line"
            + " after %.2f s, %.1f words/s translating%s",
        lines,
        words,
        seconds(start, System.currentTimeMillis()),
        seconds(start, loaded),
        lines == 0 ? 0 : seconds(start, firstLine),
        perSecond,
        listSize == null
            ? ""
            : String.format(
                Locale.ROOT, ", %.1f target pieces for a line", listSize.getAsDouble()));
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e3;
  }
}
