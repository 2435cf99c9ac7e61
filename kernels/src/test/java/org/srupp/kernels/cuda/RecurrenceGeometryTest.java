package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.srupp.kernels.Activation;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

class RecurrenceGeometryTest {
  private static final DeviceProperties LARGE =
      new DeviceProperties(0, "large", 9, 0, 132, 1_980_000, 3_201_000, 6144, 1L << 37);
  private static final DeviceProperties SMALL =
      new DeviceProperties(0, "small", 7, 5, 4, 1_500_000, 0, 0, 1L << 31);

  @Test
  void blocksAreLargeOnlyWhereEveryProcessorGetsSeveral() {
    assertEquals(new LaunchGeometry(384, 32), walk(problem(1024, 8, 3072), 2, LARGE));
    assertEquals(new LaunchGeometry(1024, 128), walk(problem(1024, 64, 4096), 2, LARGE));
    assertEquals(new LaunchGeometry(48, 256), walk(problem(1024, 8, 3072), 2, SMALL));
    assertEquals(new LaunchGeometry(1, 32), walk(problem(7, 1, 1), 1, LARGE));
  }

  @Test
  void everyColumnHasAThreadAndNoBlockIsIdle() {
    for (int units = 1; units < 3000; units += 37) {
      LaunchGeometry geometry = walk(problem(3, 5, units), 1, SMALL);
      long threads = (long) geometry.blocks() * geometry.threads();
      assertTrue(threads >= 5L * units && threads - 5L * units < geometry.threads());
    }
  }

  @Test
  void fewerThreadsLoadFurtherAhead() {
    assertEquals(4, stages(problem(1024, 1, 512), LARGE));
    assertEquals(4, stages(problem(1024, 8, 3072), LARGE));
    assertEquals(3, stages(problem(1024, 24, 3072), LARGE));
    assertEquals(2, stages(problem(1024, 64, 4096), LARGE));
    assertEquals(4, stages(problem(1024, 64, 4096), SMALL));
  }

  @Test
  void whatIsLoadedAheadFitsTheRegisters() {
    RecurrenceProblem problem = problem(9, 1, 2);
    assertEquals(6, RecurrenceGeometry.registers(problem, false, false));
    assertEquals(9, RecurrenceGeometry.registers(problem, true, true));
    assertEquals(2, RecurrenceGeometry.stages(problem, 1, 9, LARGE));
    assertEquals(2, RecurrenceGeometry.stages(problem, 1, 100, LARGE));
  }

  @Test
  void pairsNeitherStraddleRowsNorDirections() {
    assertTrue(RecurrenceGeometry.unitsPair(problem(1, 1, 6)));
    assertFalse(RecurrenceGeometry.unitsPair(problem(1, 1, 7)));
    assertFalse(RecurrenceGeometry.unitsPair(problem(1, 1, 6, Direction.BOTH)));
    assertTrue(RecurrenceGeometry.unitsPair(problem(1, 1, 8, Direction.BOTH)));
  }

  @Test
  void whatTheSourceCannotCountIsRefused() {
    assertEquals(
        "RecurrenceProblem: length * batch must be below 2^31 on a card, found 2147483648; cut the batch",
        assertThrows(
                IllegalArgumentException.class, () -> walk(problem(1 << 16, 1 << 15, 1), 1, LARGE))
            .getMessage());
    assertEquals(
        "RecurrenceProblem: batch * units must be below 2^31 on a card, found 2147483904; cut the batch",
        assertThrows(
                IllegalArgumentException.class, () -> walk(problem(1, 1 << 16, 1 << 15), 1, LARGE))
            .getMessage());
  }

  @Test
  void aGridHasItsBounds() {
    assertEquals(new LaunchGeometry(2, 256), LaunchGeometry.covering(257, 256));
    assertThrows(IllegalArgumentException.class, () -> new LaunchGeometry(1, 33));
    assertThrows(IllegalArgumentException.class, () -> new LaunchGeometry(0, 32));
    assertThrows(IllegalArgumentException.class, () -> LaunchGeometry.covering(1L << 40, 256));
  }

  private static int stages(RecurrenceProblem problem, DeviceProperties properties) {
    int registers = RecurrenceGeometry.registers(problem, false, false);
    return RecurrenceGeometry.stages(problem, 2, registers, properties);
  }

  private static LaunchGeometry walk(
      RecurrenceProblem problem, int units, DeviceProperties properties) {
    return RecurrenceGeometry.walk(problem, units, properties);
  }

  private static RecurrenceProblem problem(int length, int batch, int units) {
    return problem(length, batch, units, Direction.FORWARD);
  }

  private static RecurrenceProblem problem(int length, int batch, int units, Direction direction) {
    return new RecurrenceProblem(
        length, batch, units, direction, 3, true, 1, Activation.IDENTITY, ElementType.BFLOAT16);
  }
}
