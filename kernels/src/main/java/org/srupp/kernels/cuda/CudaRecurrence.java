package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * The recurrence on an NVIDIA card, float32 or bfloat16 in memory and float32 inside; the kernels
 * are in {@code recurrence.cu}.
 *
 * <p>Segments name memory of the card: their addresses are the card's, their sizes are checked, and
 * Java must not read them. Calls queue kernels on the current stream and return without waiting.
 * Results are the same bits at every run on one kind of card.
 */
public final class CudaRecurrence implements RecurrenceKernel {
  private static final KernelSource SOURCE =
      KernelSource.ofResource(CudaRecurrence.class, "words.cuh", "recurrence.cu");

  private final KernelDevice device;
  private final LongSupplier currentStream;
  private final Map<RecurrenceOptions, KernelImage> images = new ConcurrentHashMap<>();

  /**
   * @param device the card whose memory the arrays name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaRecurrence(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  /** Bytes of the card's memory that a backward takes besides its arrays. */
  public static long workspaceBytes(RecurrenceProblem problem) {
    return RecurrenceGeometry.workspaceBytes(problem);
  }

  @Override
  public void forward(RecurrenceProblem problem, RecurrenceArrays arrays) {
    requireType(problem);
    arrays.requireForward(problem);
    launch(RecurrenceCall.forward(problem, arrays), currentStream.getAsLong());
  }

  @Override
  public void backward(
      RecurrenceProblem problem, RecurrenceArrays arrays, RecurrenceGradients gradients) {
    requireType(problem);
    arrays.requireBackward(problem);
    gradients.require(problem, arrays);
    long stream = currentStream.getAsLong();
    // Both kernels of a call are queued before those of another thread that has the same workspace.
    synchronized (device) {
      MemorySegment partials = device.workspace(stream, RecurrenceGeometry.workspaceBytes(problem));
      launch(new RecurrenceCall(problem, arrays, gradients, partials), stream);
    }
  }

  private void launch(RecurrenceCall call, long stream) {
    RecurrenceProblem problem = call.problem();
    RecurrenceOptions options =
        RecurrenceOptions.of(problem, call.arrays(), call.aligned(), device.properties());
    LaunchGeometry walk = RecurrenceGeometry.walk(problem, options.units(), device.properties());
    KernelImage image =
        images.computeIfAbsent(options, key -> device.image(SOURCE.with(key.defines())));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = call.arguments(arena);
      if (call.isForward()) {
        image.launch("srupp_forward", walk, arguments, stream);
      } else {
        image.launch("srupp_backward", walk, arguments, stream);
        image.launch("srupp_reduce", RecurrenceGeometry.reduction(problem), arguments, stream);
      }
    }
  }

  private void requireType(RecurrenceProblem problem) {
    if (problem.type() == ElementType.FLOAT64) {
      throw new IllegalArgumentException(
          "CudaRecurrence: found element type FLOAT64, expected FLOAT32 or BFLOAT16; use"
              + " KernelBackend.REFERENCE for FLOAT64");
    }
    if (problem.type() == ElementType.BFLOAT16) {
      device.properties().requireBfloat16();
    }
  }
}
