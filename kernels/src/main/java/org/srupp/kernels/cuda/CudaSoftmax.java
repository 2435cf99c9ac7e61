package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * The softmax of attention on an NVIDIA card, float32 or bfloat16 in memory and float32 inside; the
 * kernels are in {@code softmax.cu}.
 *
 * <p>Segments name memory of the card, as for {@link CudaRecurrence}. Calls queue a kernel on the
 * current stream and return without waiting. Results are the same bits at every run on one kind of
 * card.
 */
public final class CudaSoftmax implements SoftmaxKernel {
  private static final KernelSource SOURCE =
      KernelSource.ofResource(CudaSoftmax.class, "words.cuh", "softmax.cu");

  private final KernelDevice device;
  private final LongSupplier currentStream;
  private final Map<SoftmaxOptions, KernelImage> images = new ConcurrentHashMap<>();

  /**
   * @param device the card whose memory the arrays name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaSoftmax(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  @Override
  public void forward(SoftmaxProblem problem, SoftmaxArrays arrays) {
    requireType(problem);
    arrays.requireForward(problem);
    launch("srupp_softmax", new SoftmaxCall(problem, arrays, MemorySegment.NULL));
  }

  @Override
  public void backward(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient) {
    requireType(problem);
    arrays.requireBackward(problem, gradient);
    launch("srupp_softmax_gradient", new SoftmaxCall(problem, arrays, gradient));
  }

  private void launch(String kernel, SoftmaxCall call) {
    KernelImage image =
        images.computeIfAbsent(
            SoftmaxOptions.of(call), key -> device.image(SOURCE.with(key.defines())));
    try (Arena arena = Arena.ofConfined()) {
      image.launch(kernel, call.rows(), call.arguments(arena), currentStream.getAsLong());
    }
  }

  private void requireType(SoftmaxProblem problem) {
    if (problem.type() == ElementType.FLOAT64) {
      throw new IllegalArgumentException(
          "CudaSoftmax: found element type FLOAT64, expected FLOAT32 or BFLOAT16; use"
              + " KernelBackend.REFERENCE for FLOAT64");
    }
    if (problem.type() == ElementType.BFLOAT16) {
      device.properties().requireBfloat16();
    }
  }
}
