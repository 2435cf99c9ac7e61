package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.Bfloat16;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cuda.CudaMask;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares dropout's masks of a card with the twin's, which must be the same bits. */
final class MaskCheck {
  private static final double RATE = 0.22;

  private final KernelDevice device;

  MaskCheck(KernelDevice device) {
    this.device = device;
  }

  /**
   * @param count of the mask's numbers
   */
  Check run(int count, ElementType type, long seed) {
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      MemorySegment expected = scope.host((long) count * Float.BYTES);
      new ReferenceMask().fill(expected, ElementType.FLOAT32, count, RATE, seed);
      if (type == ElementType.BFLOAT16) {
        round(expected, count);
      }
      MemorySegment mask = scope.poisoned((long) count * type.bytes());
      new CudaMask(device, () -> 0).fill(mask, type, count, RATE, seed);
      double error =
          Numbers.relativeError(expected, scope.readWide(mask, type), ElementType.FLOAT32);
      return new Check("mask of " + count + " " + type, "mask", error, Check.SAME_BITS);
    }
  }

  private static void round(MemorySegment numbers, int count) {
    for (int i = 0; i < count; i++) {
      float number = (float) Numbers.get(numbers, ElementType.FLOAT32, i);
      Numbers.put(numbers, ElementType.FLOAT32, i, Bfloat16.toFloat(Bfloat16.of(number)));
    }
  }
}
