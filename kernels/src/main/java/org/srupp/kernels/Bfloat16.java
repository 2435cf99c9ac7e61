package org.srupp.kernels;

/**
 * Numbers in {@link ElementType#BFLOAT16}, as 16 bits: sign, eight of exponent, seven of fraction.
 */
public final class Bfloat16 {
  private static final short NAN = 0x7fff;

  private Bfloat16() {}

  /** The nearest bfloat16, of two equally near the even one; NaN stays NaN. */
  public static short of(float value) {
    if (Float.isNaN(value)) {
      return NAN;
    }
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
  }

  /** The same number as float32, exactly. */
  public static float toFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
