package org.srupp.recipes.device;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaMissingException;

/** Chooses where a command's model computes, before anything of the engine is loaded. */
@Singleton
public final class Devices {
  private final CudaParts parts;

  /** Of this process. */
  @Inject
  public Devices() {
    this(ProcessParts.ofProcess());
  }

  Devices(CudaParts parts) {
    this.parts = parts;
  }

  /**
   * Chooses; to be called before a model or a kernel is asked for.
   *
   * @param warnings takes a sentence where there is a card that cannot be used
   * @throws CudaException if a card is asked for by name and something is missing; says what
   */
  public void choose(DeviceName name, Consumer<String> warnings) {
    switch (name.kind()) {
      case CPU -> {}
      case CUDA -> card(name.ordinal());
      case AUTO -> {
        try {
          card(0);
        } catch (CudaMissingException e) {
          // A machine without a card needs no explanation.
        } catch (RuntimeException | LinkageError e) { // whatever a library does to a process
          warnings.accept("computing on the processor: " + e.getMessage());
        }
      }
    }
  }

  private void card(int ordinal) {
    parts.compiler(parts.driver(ordinal));
    Path libtorch = parts.libtorch();
    throw new CudaException(
        "cuda:"
            + ordinal
            + ": the card, NVRTC and libtorch ("
            + libtorch
            + ") are there, but this version does not train on a card yet; use --device cpu");
  }
}
