package org.srupp.recipes.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis with marks at round values.
 *
 * @param low value at its beginning
 * @param high value at its end, above {@code low}
 */
record Axis(double low, double high) {
  private static final int MARKS = 5;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /** From the lowest to the highest value; a single value gets room on both sides. */
  static Axis over(double lowest, double highest) {
    if (highest > lowest) {
      double room = 0.04 * (highest - lowest);
      return new Axis(lowest, highest + room);
    }
    double room = lowest == 0 ? 1 : Math.abs(lowest) / 2;
    return new Axis(lowest - room, lowest + room);
  }

  /** 0 at the beginning, 1 at the end. */
  double place(double value) {
    return (value - low) / (high - low);
  }

  /** Round values on the axis, about five. */
  List<Double> marks() {
    double step = step();
    List<Double> marks = new ArrayList<>();
    for (double i = Math.ceil(low / step); i * step <= high; i++) {
      marks.add(i * step);
    }
    return marks;
  }

  /** The mark's text, with no more digits than the marks differ in. */
  String text(double mark) {
    double step = step();
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (step < 1e-4) {
      return mark == 0 ? "0" : String.format(Locale.ROOT, "%.1e", mark);
    }
    if (largest >= 10_000) {
      return mark == 0 ? "0" : trimmed(String.format(Locale.ROOT, "%.3f", mark / 1000)) + "k";
    }
    return trimmed(String.format(Locale.ROOT, "%.6f", mark));
  }

  private double step() {
    double rough = (high - low) / MARKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double round : ROUND) {
      if (round * power >= rough) {
        return round * power;
      }
    }
    return 10 * power;
  }

  private static String trimmed(String decimals) {
    String text = decimals.replaceAll("\\.?0+$", "");
    return text.equals("-0") ? "0" : text;
  }
}
