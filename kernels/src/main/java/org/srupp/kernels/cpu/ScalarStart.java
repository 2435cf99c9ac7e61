package org.srupp.kernels.cpu;

/**
 * Computes the first values of a process one by one, with the same bits. Until its loops are
 * compiled the Vector API is ten times slower than plain ones, and a command that translates a line
 * is over before they are.
 *
 * <p>Off by default: {@code -Dsrupp.scalarStart=N} asks for about N values.
 */
final class ScalarStart {
  // Not synchronised: that threads lose each other's counts does not matter.
  private static long left = Long.getLong("srupp.scalarStart", 0);

  private ScalarStart() {}

  /** Asks for about so many values from now on. */
  static void next(long values) {
    left = values;
  }

  /** Whether to compute n values one by one; counts them. */
  static boolean covers(int n) {
    if (left <= 0) {
      return false;
    }
    left -= n;
    return true;
  }

  /** How many of n neighbouring values are to be computed in lanes, from the first on. */
  static int bound(int n) {
    return covers(n) ? 0 : LaneMath.FLOATS.loopBound(n);
  }
}
