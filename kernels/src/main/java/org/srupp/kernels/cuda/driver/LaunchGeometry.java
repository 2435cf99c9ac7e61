package org.srupp.kernels.cuda.driver;

/**
 * A one-dimensional launch.
 *
 * @param blocks of the grid, in [1, 2^31)
 * @param threads of a block, a multiple of the warp's 32, at most 1024
 */
public record LaunchGeometry(int blocks, int threads) {
  /** Threads that run in step. */
  public static final int WARP = 32;

  private static final int MAX_THREADS = 1024;

  /**
   * @throws IllegalArgumentException if a number is outside its range
   */
  public LaunchGeometry {
    if (blocks < 1 || threads < WARP || threads > MAX_THREADS || threads % WARP != 0) {
      throw new IllegalArgumentException(
          "LaunchGeometry: found "
              + blocks
              + " blocks of "
              + threads
              + " threads, expected at least 1 block of a multiple of 32 threads up to 1024");
    }
  }

  /**
   * The smallest launch with a thread for each item.
   *
   * @param items at least 1
   * @param threads of a block
   * @throws IllegalArgumentException if a grid has not that many blocks
   */
  public static LaunchGeometry covering(long items, int threads) {
    long blocks = Math.ceilDiv(items, threads);
    if (blocks > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "LaunchGeometry: found " + items + " items, expected at most 2^31 blocks of " + threads);
    }
    return new LaunchGeometry((int) blocks, threads);
  }
}
