package org.srupp.recipes.device;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.srupp.kernels.KernelCard;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.LibraryPlaces;
import org.srupp.kernels.cuda.driver.Nvrtc;
import org.srupp.seq2seq.torch.CudaStream;
import org.srupp.seq2seq.torch.TorchEngine;

/** The parts that this process finds. */
final class ProcessParts implements CudaParts {
  private final Supplier<CudaDriver> loader;
  private final LibraryPlaces places;
  private final CudaEngineFolder engine;

  ProcessParts(Supplier<CudaDriver> loader, LibraryPlaces places, CudaEngineFolder engine) {
    this.loader = loader;
    this.places = places;
    this.engine = engine;
  }

  static ProcessParts ofProcess() {
    return new ProcessParts(
        CudaDriver::load, LibraryPlaces.ofProcess(), CudaEngineFolder.ofProcess());
  }

  @Override
  public int driver(int ordinal) {
    CudaDriver driver = loader.get();
    driver.properties(ordinal);
    return driver.version();
  }

  @Override
  public void compiler(int driverVersion) {
    Nvrtc.load(places, driverVersion);
  }

  @Override
  public Path libtorch() {
    return engine.find();
  }

  @Override
  public void prepare(Path libtorch) {
    TorchEngine.useLibraries(libtorch);
  }

  @Override
  public Device engine(int ordinal) {
    return Device.gpu(ordinal);
  }

  @Override
  public KernelCard open(int ordinal) {
    return new KernelCard(
        CudaDevice.open(ordinal, JniUtils::emptyCudaCache), () -> CudaStream.current(ordinal));
  }
}
