package org.srupp.kernels.cpu;

import java.util.OptionalInt;

/**
 * Tells a JVM started without the Vector API what it lacks, before the first missing class does so
 * less clearly.
 */
public final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /**
   * Returns if the Vector API can be used. There is no slow path instead: plain loops are 6 to 20
   * times slower, which nobody should get by accident.
   *
   * @throws IllegalStateException if the JVM was started without the module; the message names the
   *     flag
   */
  public static void require() {
    if (!present()) {
      throw new IllegalStateException(
          "JVM options: found no module "
              + NAME
              + ", which the VECTOR kernels need; start Java with --add-modules "
              + NAME);
    }
  }

  /** Bits of the vectors that the kernels use; empty without the module. */
  public static OptionalInt bits() {
    return present() ? OptionalInt.of(VectorWidth.bits()) : OptionalInt.empty();
  }

  private static boolean present() {
    return ModuleLayer.boot().findModule(NAME).isPresent();
  }
}
