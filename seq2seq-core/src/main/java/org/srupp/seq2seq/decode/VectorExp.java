package org.srupp.seq2seq.decode;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x for x up to 0, lane by lane: x = n ln 2 + r with |r| up to ln 2 / 2, the Taylor polynomial of
 * degree 7 for e^r (truncation 5e-9 relative), and n added to the exponent bits. Relative error
 * below 2e-7. Below -86 it stays at e^-86, about 4e-38, which is nothing beside the 1 that a sum
 * with its maximum subtracted contains; NaN stays NaN.
 */
final class VectorExp {
  private static final float LOWEST = -86;
  private static final float LOG2_E = 1.4426950408889634f;
  // ln 2 in two parts: the first has so few bits that its product with n is exact.
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
  private static final float ROUNDER = 0x1.8p23f;
  private static final int MANTISSA_BITS = 23;

  private VectorExp() {}

  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(LOWEST);
    FloatVector shifted = clamped.mul(LOG2_E).add(ROUNDER);
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.mul(-LN2_HIGH).add(clamped);
    r = n.mul(-LN2_LOW).add(r);
    FloatVector p = r.mul(1 / 5040f).add(1 / 720f);
    p = p.mul(r).add(1 / 120f);
    p = p.mul(r).add(1 / 24f);
    p = p.mul(r).add(1 / 6f);
    p = p.mul(r).add(0.5f);
    p = p.mul(r).add(1f);
    p = p.mul(r).add(1f);
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  /** One value, with the same bits. */
  static float exp(float x) {
    float clamped = Math.max(x, LOWEST);
    float shifted = clamped * LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float r = n * -LN2_HIGH + clamped;
    r = n * -LN2_LOW + r;
    float p = r * (1 / 5040f) + 1 / 720f;
    p = p * r + 1 / 120f;
    p = p * r + 1 / 24f;
    p = p * r + 1 / 6f;
    p = p * r + 0.5f;
    p = p * r + 1f;
    p = p * r + 1f;
    int exponent = Float.floatToRawIntBits(shifted) << MANTISSA_BITS;
    return Float.intBitsToFloat(Float.floatToRawIntBits(p) + exponent);
  }
}
