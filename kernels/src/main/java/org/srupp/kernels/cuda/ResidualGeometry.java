package org.srupp.kernels.cuda;

import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/** Launch shapes of {@code residual.cu}, from the sizes alone: the order of sums follows them. */
final class ResidualGeometry {
  /** Threads of a block that takes a row each warp, as in the source. */
  private static final int THREADS = 256;

  /** Threads of a block that takes columns, as in the source. */
  private static final int COLUMN_THREADS = 128;

  /** Blocks of columns that keep the largest cards busy: some 8 for each of 132 processors. */
  private static final int COLUMN_BLOCKS = 1024;

  /** With fewer, adding the chunks would cost as much as the chunks. */
  private static final int MIN_CHUNK_ROWS = 16;

  private ResidualGeometry() {}

  /**
   * A warp for each row.
   *
   * @throws IllegalArgumentException if there are more rows than a grid has warps
   */
  static LaunchGeometry rows(ResidualProblem problem) {
    return LaunchGeometry.covering((long) problem.rows() * LaunchGeometry.WARP, THREADS);
  }

  /**
   * Blocks for the words of a row, once for each chunk of rows.
   *
   * @param units columns of a word
   */
  static LaunchGeometry columns(ResidualProblem problem, int units) {
    long blocks = Math.ceilDiv(problem.size() / units, COLUMN_THREADS);
    return LaunchGeometry.covering(blocks * chunks(problem) * COLUMN_THREADS, COLUMN_THREADS);
  }

  /** A thread for each gradient of gamma, beta and alpha. */
  static LaunchGeometry reduction(ResidualProblem problem) {
    return LaunchGeometry.covering(gradients(problem), COLUMN_THREADS);
  }

  /** Rows of a chunk, of which the last may have fewer. */
  static int chunkRows(ResidualProblem problem) {
    // As if columns came in pairs, so that where arrays start does not change the chunks.
    long blocks = Math.ceilDiv(problem.size(), 2 * COLUMN_THREADS);
    long rows = Math.ceilDiv(problem.rows() * blocks, COLUMN_BLOCKS);
    return (int) Math.clamp(rows, Math.min(MIN_CHUNK_ROWS, problem.rows()), problem.rows());
  }

  static int chunks(ResidualProblem problem) {
    return Math.ceilDiv(problem.rows(), chunkRows(problem));
  }

  /** Bytes of the partial sums: those of the chunks, and those of alpha by rows, float32. */
  static long workspaceBytes(ResidualProblem problem) {
    return (chunks(problem) * gradients(problem) + problem.rows()) * Float.BYTES;
  }

  private static long gradients(ResidualProblem problem) {
    return 2L * problem.size() + 1;
  }
}
