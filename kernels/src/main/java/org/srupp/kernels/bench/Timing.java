package org.srupp.kernels.bench;

/**
 * A kernel's time.
 *
 * @param what ran
 * @param seconds median
 * @param bytes moved to and from memory
 * @param floorSeconds of the dependent chain; NaN where there is none or it is unknown
 */
record Timing(String what, double seconds, double bytes, double floorSeconds) {
  /** The same with the least time that the dependent chain takes. */
  Timing withFloor(double floorSeconds) {
    return new Timing(what, seconds, bytes, floorSeconds);
  }

  double bytesPerSecond() {
    return bytes / seconds;
  }
}
