package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.stream.Stream;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxProblem;
import org.srupp.kernels.cuda.driver.ArgumentWriter;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * One call of the softmax, its launch shape, and how its arguments lie in memory: {@code struct
 * Softmax} of {@code softmax.cu}.
 *
 * @param problem sizes
 * @param arrays addresses of forward
 * @param gradient (B * H, L, K), NULL for a forward
 */
record SoftmaxCall(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient) {
  /** Threads of a block, as in the source. */
  private static final int THREADS = 256;

  private static final long BYTES = 72;

  /**
   * Whether every array may be read in pairs: two bfloat16 at once, and two float32 of the mask.
   */
  boolean pairsAligned() {
    return Stream.of(arrays.scores(), arrays.kept(), arrays.weights(), gradient)
            .allMatch(segment -> segment.address() % (2 * Short.BYTES) == 0)
        && arrays.mask().address() % (2 * Float.BYTES) == 0;
  }

  /**
   * A warp for each row.
   *
   * @throws IllegalArgumentException if there are more rows than a grid has warps
   */
  LaunchGeometry rows() {
    return LaunchGeometry.covering(problem.rows() * LaunchGeometry.WARP, THREADS);
  }

  MemorySegment arguments(SegmentAllocator allocator) {
    ArgumentWriter writer = new ArgumentWriter(allocator, BYTES);
    writer.pointer("scores", arrays.scores()).pointer("mask", arrays.mask());
    writer.pointer("kept", arrays.kept()).pointer("weights", arrays.weights());
    writer.pointer("gradient", gradient);
    writer.longInteger(problem.rows()).longInteger(sharing());
    writer.integer(problem.keys()).integer(problem.queries()).integer(problem.maskQueries());
    return writer.real(problem.scale()).structure();
  }

  // Neighbouring matrices with one mask.
  private long sharing() {
    return problem.maskStreams() == 1
        ? (long) problem.streams() * problem.heads()
        : problem.heads();
  }
}
