package org.srupp.kernels.cuda.driver;

/** Makes images of sources. */
interface SourceCompiler {
  /**
   * Compiles for one card.
   *
   * @param source CUDA C with its macros
   * @param capability compute capability of the card, such as 90
   * @return an image for the driver
   * @throws CudaException with the compiler's log
   */
  byte[] compile(KernelSource source, int capability);
}
