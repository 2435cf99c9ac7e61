package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.DeviceProperties;

class RecurrenceCheckTest {
  private static final RecurrenceSpec SMALL =
      RecurrenceSpec.languageModel(7, 3, 5, ElementType.FLOAT32);

  @Test
  void theSourceAgreesAtTheSizesOfTheBench() {
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.BFLOAT16}) {
      for (RecurrenceSpec spec : RecurrenceCheck.specs(type)) {
        Check check = new RecurrenceCheck(ShimDevice.large()).run(spec, 5);
        assertTrue(!check.failed() && check.error() > 0, check::toString);
      }
    }
  }

  @Test
  void aNumberThatIsNotWrittenIsFound() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment expected = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, -4, 2);
      MemorySegment found = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, -3, 2);
      assertEquals(0.25, Numbers.relativeError(expected, found, ElementType.FLOAT32));
      found.setAtIndex(ValueLayout.JAVA_INT, 2, -1);
      double error = Numbers.relativeError(expected, found, ElementType.FLOAT32);
      assertTrue(new Check("", "", error, 1).failed());
      assertEquals(0, Numbers.relativeError(expected, expected, ElementType.FLOAT32));
    }
  }

  @Test
  void bytesAndChainFollowFromTheSizes() {
    // Forward reads k and x and writes f, r, c, h; backward reads k, x, c, gradH and writes k and
    // x.
    assertEquals(7 * 3 * 5 * 4 * (4 + 4), RecurrenceCost.forwardBytes(SMALL));
    assertEquals(7 * 3 * 5 * 4 * (6 + 4) + 2 * 4 * 3 * 5 * 4, RecurrenceCost.backwardBytes(SMALL));
    DeviceProperties card = new DeviceProperties(0, "", 9, 0, 1, 1_000_000, 0, 0, 0);
    assertEquals(7 * 48e-9, RecurrenceCost.floorSeconds(SMALL.problem(), false, card), 1e-18);
    assertEquals(7 * 8e-9, RecurrenceCost.floorSeconds(SMALL.problem(), true, card), 1e-18);
  }
}
