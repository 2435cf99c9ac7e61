package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.MaskKernel;

class MaskTest {
  private static float[] mask(MaskKernel kernel, int count, double rate, long seed) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate((long) count * Float.BYTES);
      memory.fill((byte) -1);
      kernel.fill(memory, ElementType.FLOAT32, count, rate, seed);
      return memory.toArray(ValueLayout.JAVA_FLOAT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 61, 257, 40_003})
  void vectorEqualsTwinWhateverTheThreads(int count) {
    for (long seed : new long[] {0, 1, -7, 0x123456789abcdefL}) {
      float[] expected = mask(new ReferenceMask(), count, 0.3, seed);
      for (int threads = 1; threads <= 3; threads++) {
        try (WorkerPool pool = new WorkerPool(threads)) {
          assertArrayEquals(expected, mask(new VectorMask(pool), count, 0.3, seed));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.5, 0.9})
  void zerosComeAtTheRateAndNeighboursAreIndependent(double rate) {
    int count = 1_000_000;
    float[] mask = mask(new ReferenceMask(), count, rate, 42);
    int zeros = 0;
    int pairs = 0;
    for (int i = 0; i < count; i++) {
      zeros += mask[i] == 0 ? 1 : 0;
      pairs += i > 0 && mask[i] == 0 && mask[i - 1] == 0 ? 1 : 0;
      assertEquals(mask[i] == 0 ? 0 : (float) (1 / (1 - rate)), mask[i]);
    }
    // five standard deviations of a binomial count; pairs overlap, which at most doubles the
    // variance
    assertEquals(rate * count, zeros, 5 * Math.sqrt(count * rate * (1 - rate)));
    double both = rate * rate;
    assertEquals(both * count, pairs, 5 * Math.sqrt(2 * count * both));
  }

  @Test
  void otherSeedsGiveOtherMasks() {
    float[] first = mask(new ReferenceMask(), 10_000, 0.5, 1);
    for (long seed : new long[] {2, 1L << 32 | 1, -1}) {
      float[] second = mask(new ReferenceMask(), 10_000, 0.5, seed);
      int same = 0;
      for (int i = 0; i < first.length; i++) {
        same += first[i] == second[i] ? 1 : 0;
      }
      // half of 10,000 fair coins, five standard deviations of 50
      assertEquals(5000, same, 250);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesOtherRates(double rate) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> mask(new ReferenceMask(), 1, rate, 1))
            .getMessage();
    assertEquals("dropout rate must be in (0, 1), found " + rate, message);
  }

  @Test
  void otherTypesAreRefused() {
    try (WorkerPool pool = new WorkerPool(1)) {
      for (MaskKernel kernel : new MaskKernel[] {new ReferenceMask(), new VectorMask(pool)}) {
        assertEquals(
            "mask: found element type BFLOAT16, expected FLOAT32; only a card has BFLOAT16",
            assertThrows(
                    IllegalArgumentException.class,
                    () -> kernel.fill(MemorySegment.NULL, ElementType.BFLOAT16, 0, 0.1, 1))
                .getMessage());
      }
    }
  }
}
