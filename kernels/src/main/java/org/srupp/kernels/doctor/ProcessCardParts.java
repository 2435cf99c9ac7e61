package org.srupp.kernels.doctor;

import java.util.function.Supplier;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.CudaVersion;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.LibraryPlaces;
import org.srupp.kernels.cuda.driver.Nvrtc;
import org.srupp.kernels.cuda.driver.UncachedCard;

/**
 * The parts that this process finds.
 *
 * @param loader starts the driver
 * @param places where the compiler may lie
 */
record ProcessCardParts(Supplier<CudaDriver> loader, LibraryPlaces places) implements CardParts {
  @Override
  public CudaDriver driver() {
    return loader.get();
  }

  @Override
  public String compiler(int driverVersion) {
    Nvrtc nvrtc = Nvrtc.load(places, driverVersion);
    return CudaVersion.text(nvrtc.version()) + " from " + nvrtc.file();
  }

  @Override
  public KernelDevice open(CudaDriver driver, int ordinal) {
    return UncachedCard.open(driver, ordinal, places);
  }
}
