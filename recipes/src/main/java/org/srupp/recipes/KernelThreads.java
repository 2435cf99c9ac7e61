package org.srupp.recipes;

import org.srupp.kernels.cpu.WorkerPool;

/** How many threads the kernels share, which their pool asks when it is made. */
final class KernelThreads {
  private KernelThreads() {}

  /**
   * Sets the number for kernels that are made from now on, so before a provider is asked for what
   * uses them. More than there are processors would only wait for each other.
   */
  static void ask(int threads) {
    int most = Runtime.getRuntime().availableProcessors();
    System.setProperty(WorkerPool.PROPERTY, Integer.toString(Math.min(threads, most)));
  }
}
