package org.srupp.kernels.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cuda.CudaMask;
import org.srupp.kernels.cuda.driver.KernelDevice;

/**
 * Runs the smallest kernel on a card and compares its numbers with the twin's, bit for bit. What no
 * property of a card tells is seen so: that it is full, that another process has it for itself,
 * that NVRTC lacks its built-in functions or no longer compiles for it.
 */
final class CardTrial {
  private static final int COUNT = 1_003; // the last block is not full
  private static final double RATE = 0.25;
  private static final long SEED = 0x123456789abcdefL;

  private CardTrial() {}

  /**
   * What came of it, in words.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException if the card or the compiler refuses
   */
  static String run(KernelDevice device) {
    long bytes = (long) COUNT * Float.BYTES;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment expected = arena.allocate(bytes, Float.BYTES);
      new ReferenceMask().fill(expected, ElementType.FLOAT32, COUNT, RATE, SEED);
      MemorySegment found = arena.allocate(bytes, Float.BYTES).fill((byte) -1);
      MemorySegment mask = device.allocate(bytes);
      device.copyToDevice(found, mask);
      new CudaMask(device, () -> 0).fill(mask, ElementType.FLOAT32, COUNT, RATE, SEED);
      device.copyToHost(mask, found, 0);
      device.free(mask); // not after a failure, which the driver would tell again in its place
      return compare(expected, found);
    }
  }

  private static String compare(MemorySegment expected, MemorySegment found) {
    long byteOffset = expected.mismatch(found);
    if (byteOffset < 0) {
      return "compiled a kernel, ran it and has the right numbers";
    }
    long i = byteOffset / Float.BYTES;
    return "computes wrong numbers: mask["
        + i
        + "] is "
        + found.getAtIndex(ValueLayout.JAVA_FLOAT, i)
        + ", expected "
        + expected.getAtIndex(ValueLayout.JAVA_FLOAT, i)
        + "; use --device cpu";
  }
}
