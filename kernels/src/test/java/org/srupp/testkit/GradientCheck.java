package org.srupp.testkit;

import java.util.function.ToDoubleFunction;

/** Gradients by central differences, in double. */
public final class GradientCheck {
  // The error of a central difference is about h^2 plus 1e-16 / h: near its least at 6e-6.
  private static final double STEP = 6e-6;

  /** A difference in float64 is this good when values and derivatives are of order 1. */
  public static final Tolerance TOLERANCE = new Tolerance(1e-8, 1e-7);

  private GradientCheck() {}

  /**
   * The gradient of {@code function} at {@code point}, one value after the other moved up and down.
   *
   * @param function must not keep or change the array
   */
  public static double[] numeric(double[] point, ToDoubleFunction<double[]> function) {
    double[] gradient = new double[point.length];
    double[] moved = point.clone();
    for (int i = 0; i < point.length; i++) {
      moved[i] = point[i] + STEP;
      double up = function.applyAsDouble(moved);
      moved[i] = point[i] - STEP;
      gradient[i] = (up - function.applyAsDouble(moved)) / (2 * STEP);
      moved[i] = point[i];
    }
    return gradient;
  }

  /**
   * Fails unless {@code analytic} agrees with the central differences of {@code function} at {@code
   * point}.
   */
  public static void assertGradient(
      String name, double[] point, ToDoubleFunction<double[]> function, double[] analytic) {
    TensorAssert.assertClose(name, numeric(point, function), analytic, TOLERANCE);
  }
}
