package org.srupp.kernels.doctor;

import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** What kernels on a card stand on; each part says in one sentence what it lacks. */
interface CardParts {
  /**
   * Starts the driver.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException if there is none, or it cannot be used
   */
  CudaDriver driver();

  /**
   * Looks for the compiler of the kernels.
   *
   * @return its version and file in words
   * @throws org.srupp.kernels.cuda.driver.CudaException naming every place tried
   */
  String compiler(int driverVersion);

  /**
   * Opens a card whose kernels are compiled anew.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException if it cannot be used
   */
  KernelDevice open(CudaDriver driver, int ordinal);
}
