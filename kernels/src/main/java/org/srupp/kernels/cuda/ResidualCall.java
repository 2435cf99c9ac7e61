package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.stream.Stream;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.cuda.driver.ArgumentWriter;

/**
 * One call of residual, normalisation and dropout, and how its arguments lie in memory: {@code
 * struct Residual} of {@code residual.cu}.
 *
 * @param problem sizes
 * @param arrays addresses of forward
 * @param gradients addresses of backward, all NULL for a forward
 * @param partials workspace of backward, NULL for a forward
 */
record ResidualCall(
    ResidualProblem problem,
    ResidualArrays arrays,
    ResidualGradients gradients,
    MemorySegment partials) {
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final ResidualGradients NO_GRADIENTS =
      new ResidualGradients(NONE, NONE, NONE, NONE, NONE, NONE);
  private static final long BYTES = 144;

  static ResidualCall forward(ResidualProblem problem, ResidualArrays arrays) {
    return new ResidualCall(problem, arrays, NO_GRADIENTS, NONE);
  }

  /** Whether every array may be read in pairs: two bfloat16 at once, and two float32. */
  boolean pairsAligned() {
    return Stream.of(
                arrays.x(),
                arrays.branch(),
                arrays.kept(),
                arrays.result(),
                gradients.result(),
                gradients.x(),
                gradients.branch())
            .allMatch(segment -> segment.address() % (2 * Short.BYTES) == 0)
        && Stream.of(arrays.gamma(), arrays.beta())
            .allMatch(segment -> segment.address() % (2 * Float.BYTES) == 0);
  }

  MemorySegment arguments(SegmentAllocator allocator) {
    ArgumentWriter writer = new ArgumentWriter(allocator, BYTES);
    writer.pointer("x", arrays.x()).pointer("branch", arrays.branch());
    writer.pointer("alpha", arrays.alpha());
    writer.pointer("gamma", arrays.gamma()).pointer("beta", arrays.beta());
    writer.pointer("kept", arrays.kept());
    writer.pointer("statistics", arrays.statistics()).pointer("result", arrays.result());
    writer.pointer("gradResult", gradients.result()).pointer("gradX", gradients.x());
    writer.pointer("gradBranch", gradients.branch()).pointer("gradAlpha", gradients.alpha());
    writer.pointer("gradGamma", gradients.gamma()).pointer("gradBeta", gradients.beta());
    writer.pointer("partials", partials);
    writer.integer(problem.rows()).integer(problem.size());
    writer.integer(ResidualGeometry.chunkRows(problem)).integer(ResidualGeometry.chunks(problem));
    return writer.real(problem.epsilon()).structure();
  }
}
