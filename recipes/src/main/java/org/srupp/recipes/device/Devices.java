package org.srupp.recipes.device;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.srupp.kernels.KernelCard;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaMissingException;
import org.srupp.kernels.cuda.driver.CudaVersion;
import org.srupp.seq2seq.torch.DeviceMemory;

/** Chooses where a command's model computes, before the engine is used. */
public final class Devices {
  /** The driver's variable; with 1 every call waits for the card's work. */
  public static final String BLOCKING = "CUDA_LAUNCH_BLOCKING";

  /** Of libtorch for CUDA 12.8; the kernels alone would take an older one. */
  private static final int OLDEST_DRIVER = 12_000;

  private final CudaParts parts;
  private Optional<Card> card = Optional.empty();

  /** A card that was chosen. */
  private record Card(KernelCard kernels, DeviceMemory memory, int driver) {}

  /** What was found for a card. */
  private record Found(int ordinal, int driver, Path libtorch) {}

  /** Of this process. */
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
      case CUDA -> {
        Found found = look(name.ordinal());
        card = Optional.of(start(found, parts.open(found.ordinal())));
      }
      case AUTO -> usable(warnings).ifPresent(opened -> card = Optional.of(opened));
    }
  }

  private Optional<Card> usable(Consumer<String> warnings) {
    Found found;
    KernelCard kernels;
    try {
      found = look(0);
      parts.load(found.libtorch());
      kernels = parts.open(found.ordinal());
    } catch (CudaMissingException e) {
      return Optional.empty(); // a machine without a card needs no explanation
    } catch (RuntimeException | LinkageError e) {
      warnings.accept("computing on the processor: " + e.getMessage());
      return Optional.empty();
    }
    return Optional.of(start(found, kernels)); // from here on there is no way back
  }

  private Found look(int ordinal) {
    int driver = parts.driver(ordinal);
    driverObstacle(driver)
        .ifPresent(
            obstacle -> {
              throw new CudaException(obstacle);
            });
    parts.compiler(ordinal, driver);
    return new Found(ordinal, driver, parts.libtorch());
  }

  // After all that may still lead to the processor, whose engine would be this one too.
  private Card start(Found found, KernelCard kernels) {
    parts.start(found.libtorch(), found.ordinal());
    DeviceMemory memory =
        new CardMemory(parts.engine(found.ordinal()), kernels.device(), kernels.currentStream());
    return new Card(kernels, memory, found.driver());
  }

  private static Optional<String> driverObstacle(int version) {
    return version >= OLDEST_DRIVER
        ? Optional.empty()
        : Optional.of(
            "the driver is one of CUDA "
                + CudaVersion.text(version)
                + ", expected "
                + CudaVersion.text(OLDEST_DRIVER)
                + " or newer for libtorch's build; update the driver, or use --device cpu");
  }

  /**
   * Where libtorch's build for cards lies, or the sentence with which a card is refused without it;
   * loads nothing of it.
   */
  public String libtorch() {
    try {
      Path folder = parts.libtorch();
      return oldDriver().orElse("libtorch for CUDA in " + folder);
    } catch (RuntimeException e) {
      return e.getMessage();
    }
  }

  private Optional<String> oldDriver() {
    try {
      return driverObstacle(parts.driver(0));
    } catch (RuntimeException | LinkageError e) { // told by who looks at the driver
      return Optional.empty();
    }
  }

  /** The card for the kernels; empty for the processor. */
  public Optional<KernelCard> card() {
    return card.map(Card::kernels);
  }

  /** The card in words; empty for the processor. */
  public Optional<String> description() {
    return card.map(
        found ->
            found.kernels().device().properties().description()
                + ", driver of CUDA "
                + CudaVersion.text(found.driver()));
  }

  /** Whether the time of a call is that of the work: always on the processor. */
  public boolean callsWait() {
    return card.isEmpty() || parts.launchesBlock();
  }

  /** Where tensors lie. */
  public DeviceMemory memory() {
    return card.map(Card::memory).orElse(DeviceMemory.HOST);
  }
}
