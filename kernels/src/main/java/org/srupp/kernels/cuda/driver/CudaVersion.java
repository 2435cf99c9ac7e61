package org.srupp.kernels.cuda.driver;

/** Versions of CUDA as NVIDIA counts them: 1000 times the major and 10 times the minor number. */
public final class CudaVersion {
  /** The oldest that all used functions of the driver are in. */
  static final int OLDEST_DRIVER = 11_040;

  private CudaVersion() {}

  /** Such as 12.8. */
  public static String text(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }
}
