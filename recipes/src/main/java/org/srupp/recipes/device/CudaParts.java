package org.srupp.recipes.device;

import ai.djl.Device;
import java.nio.file.Path;
import org.srupp.kernels.KernelCard;

/** What training on a card stands on; each part says in one sentence what it lacks. */
interface CudaParts {
  /**
   * Starts the driver and looks for the card.
   *
   * @param ordinal N of cuda:N
   * @return the driver's version of CUDA, as the driver counts it
   * @throws org.srupp.kernels.cuda.driver.CudaMissingException if there is no driver or no card
   * @throws org.srupp.kernels.cuda.driver.CudaException if the driver is too old or lacks this card
   */
  int driver(int ordinal);

  /**
   * Looks for the compiler of the kernels.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException naming every place tried
   */
  void compiler(int driverVersion);

  /**
   * Looks for libtorch's libraries for CUDA.
   *
   * @return their folder
   * @throws org.srupp.kernels.cuda.driver.CudaException naming every place tried
   */
  Path libtorch();

  /** Makes the engine load these libraries when it starts, and no others. */
  void prepare(Path libtorch);

  /** Where the engine makes tensors of the card. */
  Device engine(int ordinal);

  /** The card and its current stream, which only the started engine knows. */
  KernelCard open(int ordinal);
}
