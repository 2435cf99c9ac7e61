package org.srupp.kernels.bench;

/** How long work takes where a kernel runs. */
interface Stopwatch {
  /** Median seconds of repeated runs, after some that do not count. */
  double seconds(Runnable work);
}
