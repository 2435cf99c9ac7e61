package org.srupp.seq2seq.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;

/** Starts DJL's PyTorch engine the one way srupp uses it. */
public final class TorchEngine {
  private TorchEngine() {}

  /**
   * Starts the engine, if that has not happened yet, and sets the number of threads of its matrix
   * products.
   *
   * <p>DJL reports its use to a server by default and downloads what it misses; a private
   * translator does neither.
   *
   * @param threads threads within one operation, for the calling thread too
   * @return a manager of the process's life for tensors of the processor, which the caller closes
   */
  public static NDManager start(int threads) {
    return start(threads, Device.cpu());
  }

  /**
   * Makes the engine load the libraries of a folder when it starts, unless the environment names
   * another.
   */
  public static void useLibraries(Path folder) {
    EngineFolder.use(folder);
  }

  /**
   * As {@link #start(int)}, with tensors on a given device: DJL itself would prefer any card that
   * it finds.
   *
   * @throws EngineLoadException if its libraries do not load
   */
  public static NDManager start(int threads, Device device) {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    EngineFolder.settle();
    Engine engine = engine();
    TorchLibrary.selfTest(engine.getVersion());
    JniUtils.setNumThreads(threads);
    if (device.isGpu()) {
      TorchLibrary.bfloat16Reduction(false); // sums are float32 wherever factors are bfloat16
    }
    return engine.newBaseManager(device);
  }

  private static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | LinkageError e) {
      throw new EngineLoadException(e);
    }
  }

  /**
   * Loads the engine's libraries for {@link MatrixProduct}s over given memory, without starting the
   * engine.
   */
  public static void load() {
    TorchLibrary.load();
  }

  /** The folder that the started engine's libraries were loaded from. */
  public static Path folder() {
    return Path.of(LibUtils.getLibtorchPath());
  }

  /**
   * Sets the number of threads within one operation; the engine keeps part of this per calling
   * thread.
   */
  public static void threads(int threads) {
    TorchLibrary.threads(threads);
  }

  /** The version of libtorch, the only one that works here; starts nothing. */
  public static String version() {
    return TorchLibrary.TESTED_VERSION;
  }
}
