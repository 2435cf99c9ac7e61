package org.srupp.testkit;

/**
 * Compares arrays of numbers; a failure says how many values are wrong, where the worst is, and
 * both values there.
 */
public final class TensorAssert {
  private TensorAssert() {}

  /** Fails unless every |actual - expected| is at most atol + rtol |expected|; NaN always fails. */
  public static void assertClose(
      String name, double[] expected, double[] actual, double atol, double rtol) {
    if (expected.length != actual.length) {
      throw new AssertionError(
          name + ": expected " + expected.length + " values, found " + actual.length);
    }
    int wrong = 0;
    int worst = -1;
    double worstExcess = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < expected.length; i++) {
      double tolerance = atol + rtol * Math.abs(expected[i]);
      double difference = Math.abs(actual[i] - expected[i]);
      // Negated, because NaN compares false.
      if (!(difference <= tolerance)) {
        wrong++;
        double excess =
            Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference - tolerance;
        if (worst < 0 || excess > worstExcess) {
          worst = i;
          worstExcess = excess;
        }
      }
    }
    if (wrong > 0) {
      throw new AssertionError(
          name
              + ": "
              + wrong
              + " of "
              + expected.length
              + " values off by more than "
              + atol
              + " + "
              + rtol
              + " |expected|; worst at ["
              + worst
              + "]: expected "
              + expected[worst]
              + ", found "
              + actual[worst]);
    }
  }

  /** As the other, in float32. */
  public static void assertClose(
      String name, float[] expected, float[] actual, double atol, double rtol) {
    assertClose(name, widen(expected), widen(actual), atol, rtol);
  }

  /** As the other, float32 against a more exact expectation. */
  public static void assertClose(
      String name, double[] expected, float[] actual, double atol, double rtol) {
    assertClose(name, expected, widen(actual), atol, rtol);
  }

  /** As the other. */
  public static void assertClose(
      String name, double[] expected, double[] actual, Tolerance tolerance) {
    assertClose(name, expected, actual, tolerance.atol(), tolerance.rtol());
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
