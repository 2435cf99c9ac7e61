package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.LongSupplier;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.MaskKernel;
import org.srupp.kernels.cuda.driver.ArgumentWriter;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelSource;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * Random masks on an NVIDIA card, the same bits as everywhere; the kernel is in {@code mask.cu}.
 *
 * <p>Segments name memory of the card, as for {@link CudaRecurrence}. Masks are queued on the
 * current stream.
 */
public final class CudaMask implements MaskKernel {
  private static final KernelSource SOURCE = KernelSource.ofResource(CudaMask.class, "mask.cu");
  private static final Map<ElementType, KernelSource> SOURCES =
      Map.of(
          ElementType.FLOAT32, SOURCE.with(Map.of("BFLOAT16", 0)),
          ElementType.BFLOAT16, SOURCE.with(Map.of("BFLOAT16", 1)));

  /** Threads of a block, as in the source. */
  private static final int THREADS = 256;

  private static final long BYTES = 40;

  private final KernelDevice device;
  private final LongSupplier currentStream;

  /**
   * @param device the card whose memory the masks name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaMask(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  @Override
  public void fill(MemorySegment mask, ElementType type, long count, double rate, long seed) {
    requireType(type);
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate must be in (0, 1), found " + rate);
    }
    if (mask.byteSize() != count * type.bytes()) {
      throw new IllegalArgumentException(
          "mask: found "
              + mask.byteSize()
              + " bytes, expected "
              + type.bytes()
              + " for each of "
              + count
              + " elements");
    }
    if (count == 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      ArgumentWriter writer = new ArgumentWriter(arena, BYTES);
      writer.pointer("mask", mask).longInteger(count).longInteger(Math.round(rate * 0x1p32));
      writer.integer((int) seed).integer((int) (seed >>> 32)).real(1 / (1 - rate));
      device
          .image(SOURCES.get(type))
          .launch(
              "srupp_mask",
              LaunchGeometry.covering(count, THREADS),
              writer.structure(),
              currentStream.getAsLong());
    }
  }

  private void requireType(ElementType type) {
    switch (type) {
      case FLOAT32 -> {}
      case BFLOAT16 -> device.properties().requireBfloat16();
      case FLOAT64 ->
          throw new IllegalArgumentException(
              "mask: found element type FLOAT64, expected FLOAT32 or BFLOAT16");
    }
  }
}
