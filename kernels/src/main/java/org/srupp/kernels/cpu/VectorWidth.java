package org.srupp.kernels.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Chooses how many floats a vector has: what the machine prefers, or what -Dsrupp.vectorBits says
 * (tests run at several).
 */
final class VectorWidth {
  static final String PROPERTY = "srupp.vectorBits";

  private VectorWidth() {}

  static VectorSpecies<Float> floats() {
    return floats(System.getProperty(PROPERTY));
  }

  /** Apart from {@link VectorModule}, which must load where the Vector API is missing. */
  static int bits() {
    return floats().vectorBitSize();
  }

  static VectorSpecies<Float> floats(String bits) {
    if (bits == null || bits.isBlank()) {
      return FloatVector.SPECIES_PREFERRED;
    }
    return switch (bits.strip()) {
      case "64", "128", "256", "512" ->
          VectorShape.forBitSize(Integer.parseInt(bits.strip())).withLanes(float.class);
      default ->
          throw new IllegalArgumentException(
              "-D" + PROPERTY + ": found " + bits + ", expected 64, 128, 256 or 512");
    };
  }
}
