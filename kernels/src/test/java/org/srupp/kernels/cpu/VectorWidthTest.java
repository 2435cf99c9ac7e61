package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorWidthTest {
  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 512})
  void thePropertyChoosesTheWidth(int bits) {
    assertEquals(bits, VectorWidth.floats(Integer.toString(bits)).vectorBitSize());
  }

  @Test
  void withoutThePropertyTheMachineChooses() {
    assertEquals(FloatVector.SPECIES_PREFERRED, VectorWidth.floats(null));
  }

  @Test
  void thePropertyReachesTheKernels() {
    String bits = System.getProperty(VectorWidth.PROPERTY);
    assertEquals(VectorWidth.floats(bits), LaneMath.FLOATS);
  }

  @Test
  void aWrongWidthIsNamed() {
    assertEquals(
        "-Dsrupp.vectorBits: found 96, expected 64, 128, 256 or 512",
        assertThrows(IllegalArgumentException.class, () -> VectorWidth.floats("96")).getMessage());
  }
}
