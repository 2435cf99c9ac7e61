package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LaneMathTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    17.5f,
    -17.5f,
    80f,
    -80f,
    86.9f,
    -86.9f,
    87.5f,
    -87.5f,
    88.3f,
    -88.3f,
    88.5f,
    -88.5f,
    88.72f,
    -88.72f,
    88.8f,
    -88.8f,
    89.5f,
    -89.5f,
    100f,
    -100f,
    103.9f,
    -103.9f,
    104.5f,
    -104.5f,
    1e10f,
    -1e10f,
    1e-10f,
    -1e-10f,
    0.34657f,
    -0.34657f,
    9.01f,
    -9.01f,
    9.5f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  interface Scalar {
    float apply(float x);
  }

  @Test
  void expIsWithinOneUlp() {
    assertTrue(
        worstUlp(LaneMath::exp, Math::exp, 110) <= 1.0,
        "exp, ulp: " + worstUlp(LaneMath::exp, Math::exp, 110));
  }

  @Test
  void sigmoidIsWithinTwoAndAHalfUlp() {
    double worst = worstUlp(LaneMath::sigmoid, z -> 1 / (1 + Math.exp(-z)), 200);
    assertTrue(worst <= 2.5, "sigmoid, ulp: " + worst);
  }

  @Test
  void tanhIsWithinThreeUlp() {
    double worst = worstUlp(LaneMath::tanh, Math::tanh, 20);
    assertTrue(worst <= 3.0, "tanh, ulp: " + worst);
  }

  @Test
  void sigmoidSaturates() {
    for (float z : new float[] {-89, -100, -1000, -1e30f, Float.NEGATIVE_INFINITY}) {
      assertEquals(0f, LaneMath.sigmoid(z));
    }
    for (float z : new float[] {18, 100, 1000, 1e30f, Float.POSITIVE_INFINITY}) {
      assertEquals(1f, LaneMath.sigmoid(z));
    }
    assertEquals(0.5f, LaneMath.sigmoid(0f));
  }

  @Test
  void infinitiesAndNanAreKept() {
    assertEquals(Float.POSITIVE_INFINITY, LaneMath.exp(Float.POSITIVE_INFINITY));
    assertEquals(0f, LaneMath.exp(Float.NEGATIVE_INFINITY));
    assertEquals(1f, LaneMath.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1f, LaneMath.tanh(Float.NEGATIVE_INFINITY));
    assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(LaneMath.tanh(-0f)));
    assertTrue(Float.isNaN(LaneMath.exp(Float.NaN)));
    assertTrue(Float.isNaN(LaneMath.sigmoid(Float.NaN)));
    assertTrue(Float.isNaN(LaneMath.tanh(Float.NaN)));
  }

  @Test
  void lanesAndTailGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(7);
    int lanes = LaneMath.FLOATS.length();
    float[] x = new float[lanes];
    for (int trial = 0; trial < 40_000; trial++) {
      for (int i = 0; i < lanes; i++) {
        x[i] =
            trial < 100
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : (float) random.nextDouble(-110, 110) / (1 << random.nextInt(20));
      }
      assertSameBits("exp", x, LaneMath::exp, LaneMath::exp);
      assertSameBits("sigmoid", x, LaneMath::sigmoid, LaneMath::sigmoid);
      assertSameBits("tanh", x, LaneMath::tanh, LaneMath::tanh);
    }
  }

  private static void assertSameBits(
      String name, float[] x, UnaryOperator<FloatVector> vector, Scalar scalar) {
    FloatVector result = vector.apply(FloatVector.fromArray(LaneMath.FLOATS, x, 0));
    for (int i = 0; i < x.length; i++) {
      float expected = scalar.apply(x[i]);
      if (Float.floatToIntBits(expected) != Float.floatToIntBits(result.lane(i))) {
        throw new AssertionError(
            name + "(" + x[i] + "): scalar " + expected + ", lane " + i + " " + result.lane(i));
      }
    }
  }

  // The distance to the exact value in float32 steps at that value; a step is never taken smaller
  // than the smallest normal number's, times its size.
  private static double worstUlp(Scalar actual, DoubleUnaryOperator exact, float limit) {
    double worst = 0;
    for (int bits = 0; bits < Float.floatToRawIntBits(limit); bits += 397) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, Math.max(ulpError(actual, exact, x), ulpError(actual, exact, -x)));
    }
    return worst;
  }

  private static double ulpError(Scalar actual, DoubleUnaryOperator exact, float x) {
    double expected = exact.applyAsDouble(x);
    float found = actual.apply(x);
    if (Math.abs(expected) < Float.MIN_NORMAL) {
      return Math.abs(found - expected) < Float.MIN_NORMAL ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Math.abs(expected) > Float.MAX_VALUE) {
      return Float.isInfinite(found) ? 0 : Double.POSITIVE_INFINITY;
    }
    double error = Math.abs(found - expected) / Math.ulp((float) expected);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }
}
