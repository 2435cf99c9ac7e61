package org.srupp.kernels.bench;

import java.security.SecureRandom;

/**
 * What was run and can be run again.
 *
 * @param command as typed
 * @param commit of the build, {@code unknown} if nobody said it
 * @param seed of the inputs of checks
 */
record BenchRun(String command, String commit, long seed) {
  // Numbers of JSON are exact up to 53 bits in most programs that read it.
  private static final int UNUSED_BITS = 11;

  /** The run of a command line; without --seed the inputs are fresh. */
  static BenchRun of(String command, BenchOptions options) {
    return new BenchRun(command, options.commit(), options.seed().orElseGet(BenchRun::randomSeed));
  }

  // Another at each run: a kernel cannot have been made to fit.
  private static long randomSeed() {
    return new SecureRandom().nextLong() >>> UNUSED_BITS;
  }
}
