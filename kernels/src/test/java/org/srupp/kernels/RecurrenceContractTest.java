package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class RecurrenceContractTest {
  private static final MemorySegment NONE = MemorySegment.NULL;

  @Test
  void everyMistakeOfAProblemIsNamedAtOnce() {
    assertEquals(
        "RecurrenceProblem: length must be at least 1, found 0; batch must be at least 1, found -1; "
            + "units must be even with direction BOTH (half run each way), found 3; subMatrices must be 3 or 4, found 5; "
            + "scale must be finite, found NaN; activation must be given, found null; type must be given, found null",
        message(
            () ->
                new RecurrenceProblem(0, -1, 3, Direction.BOTH, 5, true, Double.NaN, null, null)));
    assertEquals(
        "RecurrenceProblem: units must be at least 1, found 0; subMatrices must be 3 without a skip term, found 4; "
            + "direction must be given, found null",
        message(
            () ->
                new RecurrenceProblem(
                    1, 1, 0, null, 4, false, 1, Activation.TANH, ElementType.FLOAT32)));
  }

  @Test
  void everyWrongArrayIsNamedAtOnce() {
    RecurrenceProblem problem = problem(3, true);
    try (Arena arena = Arena.ofConfined()) {
      RecurrenceArrays arrays =
          new RecurrenceArrays(
              arena.allocate(100),
              NONE,
              arena.allocate(32),
              arena.allocate(32),
              null,
              arena.allocate(28),
              arena.allocate(5),
              NONE,
              NONE,
              arena.allocate(96));
      assertEquals(
          "RecurrenceArrays: u has 100 bytes, expected 288 bytes: (L, B, k, D) = (3, 2, 3, 4) of 4 bytes each; "
              + "x is missing, expected 96 bytes: (L, B, D) = (3, 2, 4) of 4 bytes each; "
              + "c0 is null, expected MemorySegment.NULL or 32 bytes: (B, D) = (2, 4) of 4 bytes each; "
              + "maskC has 28 bytes, expected 32 bytes: (B, D) = (2, 4) of 4 bytes each; "
              + "padded has 5 bytes, expected 6 bytes: (L, B) = (3, 2) of 1 bytes each; "
              + "h is missing, expected 96 bytes: (L, B, D) = (3, 2, 4) of 4 bytes each",
          message(() -> arrays.requireForward(problem)));
    }
  }

  @Test
  void anArrayThatWouldBeIgnoredIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment rows = arena.allocate(96);
      MemorySegment gates = arena.allocate(32);
      MemorySegment u = arena.allocate(384);
      RecurrenceArrays arrays =
          new RecurrenceArrays(u, rows, gates, gates, NONE, NONE, NONE, NONE, rows, rows);
      assertEquals(
          "RecurrenceArrays: x is given, expected MemorySegment.NULL: the problem's skip term is U[t,3]",
          message(() -> arrays.requireForward(problem(4, true))));
      RecurrenceGradients gradients =
          new RecurrenceGradients(rows, NONE, u, rows, gates, NONE, NONE, u);
      assertEquals(
          "RecurrenceGradients: gradX is given, expected MemorySegment.NULL: the problem's skip term is U[t,3]; "
              + "gradBias is missing, expected 32 bytes: (2, D) = (2, 4) of 4 bytes each; "
              + "gradCoefficients is given, expected MemorySegment.NULL: there are no coefficients",
          message(() -> gradients.require(problem(4, true), arrays)));
    }
  }

  @Test
  void backwardNeedsNoOutput() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment gates = arena.allocate(32);
      RecurrenceArrays arrays =
          new RecurrenceArrays(
              arena.allocate(288),
              NONE,
              gates,
              gates,
              NONE,
              NONE,
              NONE,
              NONE,
              NONE,
              arena.allocate(96));
      arrays.requireBackward(problem(3, false));
    }
  }

  private static RecurrenceProblem problem(int subMatrices, boolean skip) {
    return new RecurrenceProblem(
        3, 2, 4, Direction.FORWARD, subMatrices, skip, 1, Activation.IDENTITY, ElementType.FLOAT32);
  }

  private static String message(Runnable mistake) {
    return assertThrows(IllegalArgumentException.class, mistake::run).getMessage();
  }
}
