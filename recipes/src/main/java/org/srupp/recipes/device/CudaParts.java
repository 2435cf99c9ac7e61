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
   * Looks for the compiler of the kernels and sees whether it compiles for the card.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException naming every place tried, or why it does
   *     not compile
   */
  void compiler(int ordinal, int driverVersion);

  /**
   * Looks for libtorch's libraries for CUDA.
   *
   * @return their folder
   * @throws org.srupp.kernels.cuda.driver.CudaException naming every place tried
   */
  Path libtorch();

  /**
   * Loads these libraries before the engine does: where that fails, nothing of them stays in the
   * process, and it can still start the processor's.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException if they do not load
   */
  void load(Path libtorch);

  /**
   * Starts the engine with these libraries and no others.
   *
   * @throws org.srupp.kernels.cuda.driver.CudaException if it does not start; this process has no
   *     engine then
   */
  void start(Path libtorch, int ordinal);

  /** Whether a call that gives a card work returns only when it is done. */
  boolean launchesBlock();

  /** Where the engine makes tensors of the card. */
  Device engine(int ordinal);

  /** The card and its current stream, which only the started engine knows. */
  KernelCard open(int ordinal);
}
