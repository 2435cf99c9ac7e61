package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * Residual, normalisation and dropout on an NVIDIA card, float32 or bfloat16 in memory and float32
 * inside; the kernels are in {@code residual.cu}.
 *
 * <p>Segments name memory of the card, as for {@link CudaRecurrence}. Calls queue kernels on the
 * current stream and return without waiting. Results are the same bits at every run on one kind of
 * card.
 */
public final class CudaResidual implements ResidualKernel {
  private static final KernelSource SOURCE =
      KernelSource.ofResource(CudaResidual.class, "words.cuh", "residual.cu");

  private final KernelDevice device;
  private final LongSupplier currentStream;
  private final Map<ResidualOptions, KernelImage> images = new ConcurrentHashMap<>();

  /**
   * @param device the card whose memory the arrays name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaResidual(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  /** Bytes of the card's memory that a backward takes besides its arrays. */
  public static long workspaceBytes(ResidualProblem problem) {
    return ResidualGeometry.workspaceBytes(problem);
  }

  @Override
  public void forward(ResidualProblem problem, ResidualArrays arrays) {
    requireType(problem);
    arrays.requireForward(problem);
    ResidualCall call = ResidualCall.forward(problem, arrays);
    KernelImage image = image(ResidualOptions.of(call));
    try (Arena arena = Arena.ofConfined()) {
      image.launch(
          "srupp_residual",
          ResidualGeometry.rows(problem),
          call.arguments(arena),
          currentStream.getAsLong());
    }
  }

  @Override
  public void backward(
      ResidualProblem problem, ResidualArrays arrays, ResidualGradients gradients) {
    requireType(problem);
    arrays.requireBackward(problem);
    gradients.require(problem, arrays);
    long stream = currentStream.getAsLong();
    // All kernels of a call are queued before those of another thread that has the same workspace.
    synchronized (device) {
      MemorySegment partials = device.workspace(stream, ResidualGeometry.workspaceBytes(problem));
      launchBackward(new ResidualCall(problem, arrays, gradients, partials), stream);
    }
  }

  private void launchBackward(ResidualCall call, long stream) {
    ResidualProblem problem = call.problem();
    ResidualOptions options = ResidualOptions.of(call);
    KernelImage image = image(options);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = call.arguments(arena);
      image.launch("srupp_residual_gradient", ResidualGeometry.rows(problem), arguments, stream);
      image.launch(
          "srupp_residual_columns",
          ResidualGeometry.columns(problem, options.units()),
          arguments,
          stream);
      image.launch("srupp_residual_reduce", ResidualGeometry.reduction(problem), arguments, stream);
    }
  }

  private KernelImage image(ResidualOptions options) {
    return images.computeIfAbsent(options, key -> device.image(SOURCE.with(key.defines())));
  }

  private void requireType(ResidualProblem problem) {
    if (problem.type() == ElementType.FLOAT64) {
      throw new IllegalArgumentException(
          "CudaResidual: found element type FLOAT64, expected FLOAT32 or BFLOAT16; use"
              + " KernelBackend.REFERENCE for FLOAT64");
    }
    if (problem.type() == ElementType.BFLOAT16) {
      device.properties().requireBfloat16();
    }
  }
}
