package org.srupp.seq2seq.train;

import org.srupp.testkit.GoldenCase;

/** The objective of the golden optimizer runs: (w - b)' A (w - b) / 2 + sum of sin(v)^2. */
final class Quadratic {
  private final double[] a;
  private final double[] b;

  Quadratic(GoldenCase golden) {
    a = golden.tensor("in.A").values();
    b = golden.tensor("in.b").values();
  }

  double[] gradientOfW(double[] w) {
    double[] gradient = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        gradient[i] += a[i * w.length + j] * (w[j] - b[j]);
      }
    }
    return gradient;
  }

  static double[] gradientOfV(double[] v) {
    double[] gradient = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      gradient[i] = Math.sin(2 * v[i]);
    }
    return gradient;
  }
}
