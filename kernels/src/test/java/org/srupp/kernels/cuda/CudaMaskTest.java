package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.Bfloat16;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.MaskKernel;
import org.srupp.kernels.cpu.ReferenceMask;

/** {@code mask.cu}, run by the processor, against the twin. */
class CudaMaskTest {
  private final MaskKernel cuda = new CudaMask(ShimDevice.large(), () -> 0);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 17, 255, 256, 257, 40_003})
  void everySizeHasTheBitsOfTheTwin(int count) {
    for (long seed : new long[] {0, 1, -7, 0x123456789abcdefL}) {
      for (double rate : new double[] {1e-9, 0.1, 0.5, 0.999_999_999_999}) {
        assertArrayEquals(
            mask(new ReferenceMask(), count, rate, seed), mask(cuda, count, rate, seed));
      }
    }
  }

  @Test
  void bfloat16IsTheRoundedMask() {
    int count = 1003;
    for (double rate : new double[] {0.1, 0.22, 0.999}) {
      float[] expected = mask(new ReferenceMask(), count, rate, 7);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(2L * count, 16).fill((byte) -1);
        cuda.fill(memory, ElementType.BFLOAT16, count, rate, 7);
        for (int i = 0; i < count; i++) {
          short found = memory.getAtIndex(ValueLayout.JAVA_SHORT, i);
          assertEquals(Bfloat16.of(expected[i]), found);
        }
      }
    }
  }

  @Test
  void float64IsRefused() {
    assertEquals(
        "mask: found element type FLOAT64, expected FLOAT32 or BFLOAT16",
        assertThrows(
                IllegalArgumentException.class,
                () -> cuda.fill(MemorySegment.NULL, ElementType.FLOAT64, 0, 0.1, 1))
            .getMessage());
  }

  @Test
  void noElementIsNoLaunch() {
    cuda.fill(MemorySegment.NULL, ElementType.FLOAT32, 0, 0.1, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesOtherRates(double rate) {
    assertEquals(
        "dropout rate must be in (0, 1), found " + rate,
        assertThrows(IllegalArgumentException.class, () -> mask(cuda, 1, rate, 1)).getMessage());
  }

  @Test
  void wrongMemoryIsNamed() {
    assertEquals(
        "mask: found 0 bytes, expected 4 for each of 3 elements",
        assertThrows(
                IllegalArgumentException.class,
                () -> cuda.fill(MemorySegment.NULL, ElementType.FLOAT32, 3, 0.1, 1))
            .getMessage());
  }

  private static float[] mask(MaskKernel kernel, int count, double rate, long seed) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate((long) count * Float.BYTES, 16);
      memory.fill((byte) -1);
      kernel.fill(memory, ElementType.FLOAT32, count, rate, seed);
      return memory.toArray(ValueLayout.JAVA_FLOAT);
    }
  }
}
