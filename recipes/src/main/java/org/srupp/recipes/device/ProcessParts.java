package org.srupp.recipes.device;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.srupp.kernels.KernelCard;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.KernelSource;
import org.srupp.kernels.cuda.driver.LibraryPlaces;
import org.srupp.kernels.cuda.driver.Nvrtc;
import org.srupp.seq2seq.torch.CudaStream;
import org.srupp.seq2seq.torch.EngineLoadException;
import org.srupp.seq2seq.torch.TorchEngine;

/** The parts that this process finds. */
final class ProcessParts implements CudaParts {
  /** Shows that the compiler works and knows the card, in a tenth of a second. */
  private static final KernelSource SMALLEST =
      new KernelSource("smallest.cu", "extern \"C\" __global__ void smallest() {}", Map.of());

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
  public void compiler(int ordinal, int driverVersion) {
    int capability = loader.get().properties(ordinal).capability();
    Nvrtc.load(places, driverVersion, capability).compile(SMALLEST, capability);
  }

  @Override
  public Path libtorch() {
    return engine.find();
  }

  @Override
  @SuppressWarnings("restricted")
  public void load(Path libtorch) {
    Path library = libtorch.resolve(System.mapLibraryName("torch_cuda"));
    try {
      System.load(library.toAbsolutePath().toString());
    } catch (UnsatisfiedLinkError e) {
      throw unloadable(libtorch, e.getMessage(), e);
    }
  }

  @Override
  public void start(Path libtorch, int ordinal) {
    TorchEngine.useLibraries(libtorch);
    try {
      TorchEngine.start(1, engine(ordinal)).close();
    } catch (EngineLoadException e) {
      throw unloadable(libtorch, e.reason(), e);
    }
  }

  private static CudaException unloadable(Path libtorch, String reason, Throwable cause) {
    return new CudaException(
        "libtorch for CUDA in "
            + libtorch
            + " cannot be loaded ("
            + reason
            + "); unpack it anew with all that its archive holds, or use --device cpu",
        cause);
  }

  @Override
  public boolean launchesBlock() {
    return "1".equals(System.getenv(Devices.BLOCKING));
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
