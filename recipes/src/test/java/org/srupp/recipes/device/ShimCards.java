package org.srupp.recipes.device;

import ai.djl.Device;
import java.nio.file.Path;
import org.srupp.kernels.KernelCard;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.CudaMissingException;
import org.srupp.kernels.cuda.driver.KernelDevice;

/**
 * Devices whose cards are made of the processor: the CUDA kernels compiled as C++ work on tensors
 * that the engine makes in this process, and Java reaches that memory only as it reaches a card's.
 */
public final class ShimCards {
  private ShimCards() {}

  /** As if driver, NVRTC and libtorch for CUDA were there. */
  public static Devices devices() {
    return devices(true, false, ShimDevice.large());
  }

  /** Of a machine without a card. */
  public static Devices none() {
    return devices(false, false, ShimDevice.large());
  }

  /** With another card. */
  public static Devices devices(KernelDevice card) {
    return devices(true, false, card);
  }

  /** Whose calls return when the card's work is done. */
  public static Devices blocking() {
    return devices(true, true, ShimDevice.large());
  }

  private static Devices devices(boolean driver, boolean blocks, KernelDevice card) {
    return new Devices(
        new CudaParts() {
          @Override
          public int driver(int ordinal) {
            if (!driver) {
              throw new CudaMissingException("no NVIDIA driver");
            }
            return 12_080;
          }

          @Override
          public void compiler(int ordinal, int driverVersion) {}

          @Override
          public Path libtorch() {
            return Path.of("/libtorch");
          }

          @Override
          public void load(Path libtorch) {}

          @Override
          public void start(Path libtorch, int ordinal) {}

          @Override
          public boolean launchesBlock() {
            return blocks;
          }

          @Override
          public Device engine(int ordinal) {
            return Device.cpu();
          }

          @Override
          public KernelCard open(int ordinal) {
            return new KernelCard(card, () -> 0);
          }
        });
  }

  /** With the card chosen. */
  public static Devices chosen() {
    Devices devices = devices();
    devices.choose(
        DeviceName.parse("cuda"),
        sentence -> {
          throw new AssertionError(sentence);
        });
    return devices;
  }
}
