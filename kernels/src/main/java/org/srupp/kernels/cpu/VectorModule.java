package org.srupp.kernels.cpu;

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
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      throw new IllegalStateException(
          "JVM options: found no module "
              + NAME
              + ", which the VECTOR kernels need; start Java with --add-modules "
              + NAME);
    }
  }
}
