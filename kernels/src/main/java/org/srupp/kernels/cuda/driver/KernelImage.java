package org.srupp.kernels.cuda.driver;

import java.lang.foreign.MemorySegment;

/** Kernels compiled from one source, ready to run. */
public interface KernelImage {
  /**
   * Queues a kernel and returns without waiting for it.
   *
   * @param kernel name of an {@code extern "C"} kernel with one argument, a structure
   * @param geometry blocks and threads
   * @param arguments the structure, read before this returns
   * @param stream CUstream to queue it on; 0 is the default stream
   * @throws CudaException if there is no such kernel or the driver refuses the launch
   */
  void launch(String kernel, LaunchGeometry geometry, MemorySegment arguments, long stream);
}
