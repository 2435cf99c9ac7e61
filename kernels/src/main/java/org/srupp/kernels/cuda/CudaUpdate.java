package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.LongSupplier;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * Optimizer steps on an NVIDIA card, float32: one launch for up to 1000 parameters of any size; the
 * kernels are in {@code update.cu}.
 *
 * <p>Segments name memory of the card, as for {@link CudaRecurrence}. Updates are queued on the
 * current stream; a sum of squares waits for it, because it returns a number. Results are the same
 * bits at every run.
 */
public final class CudaUpdate implements UpdateKernel {
  private static final KernelSource SOURCE = KernelSource.ofResource(CudaUpdate.class, "update.cu");

  private final KernelDevice device;
  private final LongSupplier currentStream;

  /**
   * @param device the card whose memory the arrays name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaUpdate(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  /** Bytes of the card's memory that an update of so many parameters takes besides their arrays. */
  public static long workspaceBytes(int parameters) {
    return UpdateGroup.tableBytes(Math.min(parameters, UpdateGroup.MAX_PARAMETERS));
  }

  @Override
  public void update(UpdateMemory memory, UpdateStep step) {
    update(List.of(memory), step);
  }

  @Override
  public void update(List<UpdateMemory> parameters, UpdateStep step) {
    parameters.forEach(CudaUpdate::requireFloat32);
    KernelImage image = device.image(SOURCE);
    long stream = currentStream.getAsLong();
    try (Arena arena = Arena.ofConfined()) {
      for (UpdateGroup group : UpdateGroup.of(parameters)) {
        // The kernel is queued before those of another thread that has the same workspace.
        synchronized (device) {
          MemorySegment table = device.workspace(stream, group.tableBytes());
          device.copyToDevice(group.table(arena), table.asSlice(0, group.tableBytes()), stream);
          image.launch("srupp_update", group.geometry(), group.update(arena, table, step), stream);
        }
      }
    }
  }

  @Override
  public double sumOfSquares(MemorySegment values, long count) {
    if (values.byteSize() != count * Float.BYTES) {
      throw new IllegalArgumentException(
          "values: found "
              + values.byteSize()
              + " bytes, expected 4 for each of "
              + count
              + " elements");
    }
    return sumOfSquares(List.of(values));
  }

  @Override
  public double sumOfSquares(List<MemorySegment> arrays) {
    List<UpdateMemory> gradients =
        arrays.stream().filter(array -> array.byteSize() > 0).map(CudaUpdate::gradient).toList();
    if (gradients.isEmpty()) {
      return 0;
    }
    long stream = currentStream.getAsLong();
    KernelImage image = device.image(SOURCE);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(ValueLayout.JAVA_DOUBLE);
      // The sum is read before another thread can have the workspace that it lies in.
      synchronized (device) {
        MemorySegment sum = new SquareSums(device, image, stream).queue(gradients, arena);
        device.copyToHost(sum, host, stream);
      }
      return host.get(ValueLayout.JAVA_DOUBLE, 0);
    }
  }

  // The kernel of sums reads the gradient alone.
  private static UpdateMemory gradient(MemorySegment array) {
    return new UpdateMemory(array, array, array, array, array.byteSize() / Float.BYTES);
  }

  private static void requireFloat32(UpdateMemory memory) {
    if (memory.elementBytes() != Float.BYTES) {
      throw new IllegalArgumentException(
          "weight: found float64, expected float32; only the reference twin computes in float64");
    }
  }
}
