package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongSupplier;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * Cross-entropy on an NVIDIA card, float32; the kernels are in {@code cross_entropy.cu}.
 *
 * <p>Segments name memory of the card, as for {@link CudaRecurrence}. A call waits for the current
 * stream once, because it returns losses. Results are the same bits at every run.
 */
public final class CudaCrossEntropy implements CrossEntropyKernel {
  private static final KernelSource SOURCE =
      KernelSource.ofResource(CudaCrossEntropy.class, "cross_entropy.cu");

  private final KernelDevice device;
  private final LongSupplier currentStream;

  /**
   * @param device the card whose memory the arrays name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaCrossEntropy(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  @Override
  public void lossAndGradient(
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      MemorySegment gradient,
      RowLosses losses) {
    problem.checkMatrix("gradient", gradient, Float.BYTES);
    run(problem, logits, targets, gradient, losses);
  }

  @Override
  public void loss(
      CrossEntropyProblem problem, MemorySegment logits, int[] targets, RowLosses losses) {
    run(problem, logits, targets, MemorySegment.NULL, losses);
  }

  private void run(
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      MemorySegment gradient,
      RowLosses losses) {
    problem.checkRows(targets, losses);
    problem.checkMatrix("logits", logits, Float.BYTES);
    int rows = problem.rows();
    if (rows == 0) {
      return;
    }
    long stream = currentStream.getAsLong();
    KernelImage image = device.image(SOURCE);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(ValueLayout.JAVA_DOUBLE, 2L * rows);
      // The losses are read before another thread can have the workspace that they lie in.
      synchronized (device) {
        MemorySegment workspace =
            device.workspace(stream, CrossEntropyCall.workspaceBytes(problem));
        CrossEntropyCall call = new CrossEntropyCall(problem, logits, gradient, workspace);
        MemorySegment given = arena.allocateFrom(ValueLayout.JAVA_INT, targets);
        device.copyToDevice(given, call.targets(), stream);
        launch(image, call, call.arguments(arena), stream);
        device.copyToHost(call.losses(), found, stream);
      }
      MemorySegment.copy(found, ValueLayout.JAVA_DOUBLE, 0, losses.nll(), 0, rows);
      long half = (long) rows * Double.BYTES;
      MemorySegment.copy(found, ValueLayout.JAVA_DOUBLE, half, losses.smoothed(), 0, rows);
    }
  }

  private static void launch(
      KernelImage image, CrossEntropyCall call, MemorySegment arguments, long stream) {
    image.launch("srupp_row_parts", call.parts(), arguments, stream);
    image.launch("srupp_row_losses", call.rows(), arguments, stream);
    if (call.withGradient()) {
      image.launch("srupp_row_gradients", call.elements(), arguments, stream);
    }
  }
}
