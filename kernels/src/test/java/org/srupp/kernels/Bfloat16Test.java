package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Bfloat16Test {
  @Test
  void everyNumberComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Bfloat16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertEquals((short) bits, Bfloat16.of(value));
      }
    }
    assertTrue(Float.isNaN(Bfloat16.toFloat(Bfloat16.of(Float.NaN))));
  }

  @Test
  void theNearestIsTakenAndOfTwoTheEven() {
    assertEquals(1.0f, Bfloat16.toFloat(Bfloat16.of(1 + 0x1p-8f)));
    assertEquals(1 + 0x1p-6f, Bfloat16.toFloat(Bfloat16.of(1 + 0x1.8p-7f)));
    assertEquals(1 + 0x1p-7f, Bfloat16.toFloat(Bfloat16.of(1 + 0x1.01p-8f)));
    assertEquals(Float.POSITIVE_INFINITY, Bfloat16.toFloat(Bfloat16.of(Float.MAX_VALUE)));
  }
}
