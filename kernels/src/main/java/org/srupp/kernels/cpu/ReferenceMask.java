package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.MaskKernel;

/**
 * The plain twin of {@link VectorMask}, equal to it bit for bit.
 *
 * <p>Value i comes from the 32 bits hash(hash(i + low word of the seed) + high word), where hash is
 * Wellons' {@code lowbias32}: two rounds of xor-shift and multiplication with the least bias found
 * by exhaustive search.
 */
public final class ReferenceMask implements MaskKernel {
  @Override
  public void fill(MemorySegment mask, ElementType type, long count, double rate, long seed) {
    MaskKernel.requireFloat32(type);
    float kept = (float) (1 / (1 - rate));
    long threshold = threshold(rate);
    for (long i = 0; i < count; i++) {
      int bits = hash(hash((int) i + (int) seed) + (int) (seed >>> 32));
      float value = Integer.toUnsignedLong(bits) < threshold ? 0 : kept;
      mask.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, value);
    }
  }

  /** Below this a 32-bit number means zero. */
  static long threshold(double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate must be in (0, 1), found " + rate);
    }
    return Math.round(rate * 0x1p32);
  }

  static int hash(int x) {
    int y = (x ^ (x >>> 16)) * 0x7feb352d;
    int z = (y ^ (y >>> 15)) * 0x846ca68b;
    return z ^ (z >>> 16);
  }
}
