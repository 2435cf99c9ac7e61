package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.cuda.driver.ArgumentWriter;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * One call of the cross-entropy, its launch shapes, and how its arguments lie in memory: {@code
 * struct CrossEntropy} of {@code cross_entropy.cu}.
 *
 * @param problem sizes and constants
 * @param logits (N, V) float32
 * @param gradient (N, V) float32, NULL for the losses alone
 * @param workspace of {@link #workspaceBytes}
 */
record CrossEntropyCall(
    CrossEntropyProblem problem,
    MemorySegment logits,
    MemorySegment gradient,
    MemorySegment workspace) {
  /** Threads of a block, as in the source. */
  static final int THREADS = 256;

  private static final int CLASSES_OF_A_LANE = 64;
  private static final long PART_BYTES = 24;
  private static final long ROW_BYTES = 8;
  private static final long BYTES = 88;

  /** Threads that read one row; from its classes alone, so that a row's bits follow from it. */
  static int lanes(int classes) {
    int lanes = LaunchGeometry.WARP;
    while (lanes < THREADS && (long) lanes * CLASSES_OF_A_LANE < classes) {
      lanes *= 2;
    }
    return lanes;
  }

  /** Bytes of parts, losses, rows and targets, in this order. */
  static long workspaceBytes(CrossEntropyProblem problem) {
    return partBytes(problem) + problem.rows() * (2 * Double.BYTES + ROW_BYTES + Integer.BYTES);
  }

  private static long partBytes(CrossEntropyProblem problem) {
    return (long) problem.rows() * lanes(problem.classes()) * PART_BYTES;
  }

  /** A thread for each part. */
  LaunchGeometry parts() {
    return LaunchGeometry.covering((long) problem.rows() * lanes(problem.classes()), THREADS);
  }

  /** A thread for each row. */
  LaunchGeometry rows() {
    return LaunchGeometry.covering(problem.rows(), THREADS);
  }

  /** A thread for each element, no block in two rows. */
  LaunchGeometry elements() {
    return LaunchGeometry.covering((long) problem.rows() * blocksOfRow() * THREADS, THREADS);
  }

  private int blocksOfRow() {
    return Math.ceilDiv(problem.classes(), THREADS);
  }

  boolean withGradient() {
    return gradient.byteSize() > 0;
  }

  /** (2, N) float64: nll, smoothed. */
  MemorySegment losses() {
    return workspace.asSlice(partBytes(problem), 2L * problem.rows() * Double.BYTES);
  }

  private MemorySegment row() {
    long start = partBytes(problem) + 2L * problem.rows() * Double.BYTES;
    return workspace.asSlice(start, problem.rows() * ROW_BYTES);
  }

  /** (N) int32. */
  MemorySegment targets() {
    long start = partBytes(problem) + problem.rows() * (2L * Double.BYTES + ROW_BYTES);
    return workspace.asSlice(start, (long) problem.rows() * Integer.BYTES);
  }

  MemorySegment arguments(SegmentAllocator allocator) {
    ArgumentWriter writer = new ArgumentWriter(allocator, BYTES);
    writer.pointer("logits", logits).pointer("gradient", gradient);
    writer.pointer("targets", targets()).pointer("parts", workspace);
    writer.pointer("row", row()).pointer("losses", losses());
    writer.doubleReal(problem.gradientScale()).doubleReal(problem.uniformWeight());
    writer.doubleReal(problem.targetWeight());
    writer.integer(problem.rows()).integer(problem.classes());
    return writer.integer(lanes(problem.classes())).integer(blocksOfRow()).structure();
  }
}
