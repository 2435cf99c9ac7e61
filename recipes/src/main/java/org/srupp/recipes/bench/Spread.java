package org.srupp.recipes.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The middle of some figures and how far they lie apart. */
record Spread(double median, double least, double most) {

  /** Of at least one figure. */
  static Spread of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
  }
}
