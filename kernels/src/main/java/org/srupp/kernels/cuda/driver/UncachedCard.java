package org.srupp.kernels.cuda.driver;

/**
 * Opens cards whose kernels are compiled anew, whatever is kept on disk, which is left as it is: to
 * see whether compiling works.
 */
public final class UncachedCard {
  private UncachedCard() {}

  /**
   * Opens a card; NVRTC is looked for when something is to be compiled.
   *
   * @param driver started
   * @param ordinal N of cuda:N
   * @throws CudaException if there is no such card or it cannot be used
   */
  public static CudaDevice open(CudaDriver driver, int ordinal, LibraryPlaces places) {
    int version = driver.version();
    int capability = driver.properties(ordinal).capability();
    ImageCompiler compiler =
        ImageCompiler.uncached(version, () -> Nvrtc.load(places, version, capability));
    return CudaDevice.open(driver, ordinal, compiler, () -> {});
  }
}
