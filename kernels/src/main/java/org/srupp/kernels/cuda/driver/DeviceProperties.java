package org.srupp.kernels.cuda.driver;

import java.util.Locale;
import java.util.Optional;

/**
 * What a card is.
 *
 * @param ordinal N of cuda:N
 * @param name as the driver says it
 * @param major of the compute capability
 * @param minor of the compute capability
 * @param multiprocessors independent processors
 * @param clockKilohertz highest clock of the processors; 0 if the driver does not say
 * @param memoryKilohertz highest clock of the memory; 0 if the driver does not say
 * @param busBits width of the memory's bus; 0 if the driver does not say
 * @param memoryBytes of the card
 */
public record DeviceProperties(
    int ordinal,
    String name,
    int major,
    int minor,
    int multiprocessors,
    int clockKilohertz,
    int memoryKilohertz,
    int busBits,
    long memoryBytes) {
  private static final int BFLOAT16_MAJOR = 8;

  /** As the user names it, such as cuda:0. */
  public String device() {
    return "cuda:" + ordinal;
  }

  /** In words, for people. */
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s  %s, compute capability %d.%d, %d processors",
        device(),
        name,
        major,
        minor,
        multiprocessors);
  }

  /** Compute capability in two digits or more, such as 90 for 9.0. */
  public int capability() {
    return 10 * major + minor;
  }

  /** Bytes per second at the memory's highest clock, two transfers a cycle; 0 if unknown. */
  public double nominalBandwidth() {
    return 2e3 * memoryKilohertz * (busBits / 8.0);
  }

  /** Whether matrix products and recurrences can run in bfloat16. */
  public boolean hasBfloat16() {
    return bfloat16Obstacle().isEmpty();
  }

  /** Why the card has no bfloat16; empty where it has. */
  public Optional<String> bfloat16Obstacle() {
    if (major >= BFLOAT16_MAJOR) {
      return Optional.empty();
    }
    return Optional.of(
        device()
            + " ("
            + name
            + ", compute capability "
            + major
            + "."
            + minor
            + ") has no bfloat16, which takes compute capability 8.0");
  }

  /**
   * @throws CudaException if the card lacks bfloat16
   */
  public void requireBfloat16() {
    bfloat16Obstacle()
        .ifPresent(
            obstacle -> {
              throw new CudaException(obstacle + "; use float32");
            });
  }
}
