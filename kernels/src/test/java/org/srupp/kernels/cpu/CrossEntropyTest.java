package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;

class CrossEntropyTest {
  private static final WorkerPool POOL = new WorkerPool(2);
  private static final WorkerPool ONE = new WorkerPool(1);

  @AfterAll
  static void closePools() {
    POOL.close();
    ONE.close();
  }

  @ParameterizedTest(name = "N={0} V={1} smoothing={2}")
  @CsvSource({
    "1,1,0",
    "2,3,0.1",
    "5,7,0",
    "3,16,0.2",
    "7,17,0.1",
    "4,61,0",
    "9,257,0.1",
    "3,8803,0.1"
  })
  void vectorAgreesWithTwin(int rows, int classes, double smoothing) {
    CrossEntropyProblem problem = new CrossEntropyProblem(rows, classes, smoothing, 0.37);
    float[] logits = logits(rows * classes);
    int[] targets = targets(rows, classes);
    RowLosses expected = RowLosses.of(rows);
    RowLosses actual = RowLosses.of(rows);
    float[] gradient = new float[logits.length];
    float[] twinGradient = new float[logits.length];
    new ReferenceCrossEntropy()
        .lossAndGradient(problem, heap(logits), targets, heap(twinGradient), expected);
    new VectorCrossEntropy(POOL)
        .lossAndGradient(problem, heap(logits), targets, heap(gradient), actual);
    // |x - max| < 40 rounds by at most 2^-19; the sum of powers is off by less than 40 * 2^-24.
    assertClose("nll", expected.nll(), actual.nll(), 1e-5);
    assertClose("smoothed", expected.smoothed(), actual.smoothed(), 2e-5);
    assertClose("gradient", doubles(twinGradient), doubles(gradient), 0.37 * 1e-5);
  }

  @Test
  void gradientOfTwinIsTheSlopeOfItsLoss() {
    int rows = 3;
    int classes = 5;
    CrossEntropyProblem problem = new CrossEntropyProblem(rows, classes, 0.1, 1);
    double[] logits = doubles(logits(rows * classes));
    int[] targets = {4, -1, 0};
    double[] gradient = new double[logits.length];
    ReferenceCrossEntropy twin = new ReferenceCrossEntropy();
    twin.lossAndGradient(
        problem,
        MemorySegment.ofArray(logits),
        targets,
        MemorySegment.ofArray(gradient),
        RowLosses.of(rows));
    double[] slopes = new double[logits.length];
    double h = 1e-5;
    for (int i = 0; i < logits.length; i++) {
      double x = logits[i];
      logits[i] = x + h;
      double above = total(twin, problem, logits, targets);
      logits[i] = x - h;
      slopes[i] = (above - total(twin, problem, logits, targets)) / (2 * h);
      logits[i] = x;
    }
    // Losses of size 30 in double: 30 * 2^-53 / h is 3e-10; the cut-off is h^2 / 6 = 2e-11.
    assertClose("gradient", slopes, gradient, 1e-8);
  }

  @Test
  void smoothedLossIsCrossEntropyWithTheSmoothedTarget() {
    double[] logits = {0.5, -1, 2, 0.25};
    double[] weights = {0.05 / 3, 0.05 / 3, 0.95, 0.05 / 3};
    double sum = 0;
    for (double x : logits) {
      sum += Math.exp(x);
    }
    double expected = 0;
    for (int k = 0; k < 4; k++) {
      expected -= weights[k] * (logits[k] - Math.log(sum));
    }
    RowLosses losses = RowLosses.of(1);
    new ReferenceCrossEntropy()
        .loss(
            new CrossEntropyProblem(1, 4, 0.05, 1),
            MemorySegment.ofArray(logits),
            new int[] {2},
            losses);
    assertEquals(expected, losses.smoothed()[0], 1e-14); // a dozen roundings of numbers below 4
    assertEquals(Math.log(sum) - 2, losses.nll()[0], 1e-14);
  }

  @Test
  void inPlaceAndLossAloneAndThreadsGiveTheSameBits() {
    int rows = 31;
    int classes = 1999;
    CrossEntropyProblem problem = new CrossEntropyProblem(rows, classes, 0.1, 0.01);
    float[] logits = logits(rows * classes);
    int[] targets = targets(rows, classes);
    float[] gradient = new float[logits.length];
    RowLosses apart = RowLosses.of(rows);
    new VectorCrossEntropy(ONE)
        .lossAndGradient(problem, heap(logits), targets, heap(gradient), apart);
    RowLosses alone = RowLosses.of(rows);
    new VectorCrossEntropy(POOL).loss(problem, heap(logits), targets, alone);
    RowLosses inPlace = RowLosses.of(rows);
    new VectorCrossEntropy(POOL)
        .lossAndGradient(problem, heap(logits), targets, heap(logits), inPlace);
    assertArrayEquals(gradient, logits);
    assertArrayEquals(apart.nll(), alone.nll());
    assertArrayEquals(apart.smoothed(), alone.smoothed());
    assertArrayEquals(apart.nll(), inPlace.nll());
    assertArrayEquals(apart.smoothed(), inPlace.smoothed());
  }

  @Test
  void ignoredRowsHaveNoLossAndNoGradient() {
    float[] gradient = {Float.NaN, Float.NaN, Float.NaN};
    RowLosses losses = new RowLosses(new double[] {9}, new double[] {9});
    new VectorCrossEntropy(POOL)
        .lossAndGradient(
            new CrossEntropyProblem(1, 3, 0.1, 1),
            heap(1, 2, 3),
            new int[] {-1},
            heap(gradient),
            losses);
    assertArrayEquals(new float[3], gradient);
    assertEquals(0, losses.totalNll() + losses.totalSmoothed());
  }

  @Test
  void hugeLogitsStayFiniteAndNanIsNotHidden() {
    RowLosses losses = RowLosses.of(2);
    new VectorCrossEntropy(POOL)
        .loss(
            new CrossEntropyProblem(2, 3, 0, 1),
            heap(3e38f, -3e38f, 0, 1, Float.NaN, 2),
            new int[] {0, 0},
            losses);
    assertEquals(0, losses.nll()[0]);
    assertTrue(Double.isNaN(losses.nll()[1]));
  }

  @Test
  void nativeMemoryGivesTheSameAsHeapMemory() {
    float[] logits = logits(4 * 33);
    CrossEntropyProblem problem = new CrossEntropyProblem(4, 33, 0.1, 1);
    int[] targets = targets(4, 33);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, logits);
      new VectorCrossEntropy(ONE)
          .lossAndGradient(problem, memory, targets, memory, RowLosses.of(4));
      new VectorCrossEntropy(ONE)
          .lossAndGradient(problem, heap(logits), targets, heap(logits), RowLosses.of(4));
      assertArrayEquals(logits, memory.toArray(ValueLayout.JAVA_FLOAT));
    }
  }

  @Test
  void wrongSizesAndTargetsAreNamed() {
    CrossEntropyProblem problem = new CrossEntropyProblem(2, 3, 0, 1);
    VectorCrossEntropy kernel = new VectorCrossEntropy(POOL);
    RowLosses losses = RowLosses.of(2);
    assertMessage(
        "logits: found 20 bytes, expected 24",
        () -> kernel.loss(problem, heap(new float[5]), new int[2], losses));
    assertMessage(
        "gradient: found 4 bytes, expected 24",
        () ->
            kernel.lossAndGradient(
                problem, heap(new float[6]), new int[2], heap(new float[1]), losses));
    assertMessage(
        "targets: found class 3 at row 1, expected less than 3",
        () -> kernel.loss(problem, heap(new float[6]), new int[] {2, 3}, losses));
    assertMessage(
        "rows must not be negative, found -1; classes must be at least 1, 2 with label smoothing, found 1;"
            + " labelSmoothing must be in [0, 1), found 1.0; gradientScale must be finite, found NaN",
        () -> new CrossEntropyProblem(-1, 1, 1, Double.NaN));
  }

  private static double total(
      ReferenceCrossEntropy twin, CrossEntropyProblem problem, double[] logits, int[] targets) {
    RowLosses losses = RowLosses.of(targets.length);
    twin.loss(problem, MemorySegment.ofArray(logits), targets, losses);
    return losses.totalSmoothed();
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  private static void assertClose(String name, double[] expected, double[] actual, double delta) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= delta)) {
        throw new AssertionError(
            name + "[" + i + "]: expected " + expected[i] + ", found " + actual[i]);
      }
    }
  }

  private static float[] logits(int count) {
    Random random = new Random(7);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (4 * random.nextGaussian());
    }
    return values;
  }

  private static int[] targets(int rows, int classes) {
    int[] targets = new int[rows];
    for (int row = 0; row < rows; row++) {
      targets[row] = row == 1 ? -1 : (row * 7919 + 5) % classes;
    }
    return targets;
  }

  private static MemorySegment heap(float... values) {
    return MemorySegment.ofArray(values);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
