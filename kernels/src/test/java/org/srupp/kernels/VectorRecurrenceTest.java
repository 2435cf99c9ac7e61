package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.testkit.TensorAssert;

/** The vector kernel against its twin, at sizes below, at and past every vector width. */
class VectorRecurrenceTest {
  private static final WorkerPool POOL = new WorkerPool(2);

  private final RecurrenceKernel vector = new VectorRecurrence(POOL);
  private final RecurrenceKernel twin = new ReferenceRecurrence();

  @AfterAll
  static void close() {
    POOL.close();
  }

  @ParameterizedTest(name = "L={0} B={1} D={2}")
  @CsvSource({"3,2,1", "5,1,3", "2,3,7", "4,2,16", "3,3,17", "2,2,61", "3,1,257"})
  void vectorAgreesWithTwin(int length, int batch, int units) {
    for (RecurrenceCase recurrence :
        RecurrenceCases.allOptions(length, batch, units, new SplittableRandom(units))) {
      Map<String, double[]> expected = recurrence.run(twin, ElementType.FLOAT64, false);
      Map<String, double[]> actual = recurrence.run(vector, ElementType.FLOAT32, units % 2 == 0);
      for (String name : expected.keySet()) {
        // Values and gradients are below 10 and have at most 5 steps behind them, each with about 8
        // roundings of 2^-24 of its size; errors of
        // a sum over time and streams add up. Inputs are exact.
        TensorAssert.assertClose(
            name + " of " + recurrence.problem, expected.get(name), actual.get(name), 4e-6, 4e-6);
      }
    }
  }

  @Test
  void manyStepsStayClose() {
    // A state forgets: errors of old steps fade, so the bound does not grow with the length; sums
    // over 300 x 3 terms do.
    RecurrenceCase recurrence = RecurrenceCases.languageModel(300, 3, 37, new SplittableRandom(5));
    Map<String, double[]> expected = recurrence.run(twin, ElementType.FLOAT64, false);
    Map<String, double[]> actual = recurrence.run(vector, ElementType.FLOAT32, false);
    for (String name : expected.keySet()) {
      double tolerance =
          name.startsWith("gradWeightC") || name.startsWith("gradBias") ? 5e-5 : 5e-6;
      TensorAssert.assertClose(name, expected.get(name), actual.get(name), tolerance, 5e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theNumberOfThreadsChangesNoBit(int threads) {
    // Large enough to be split; one stream makes the units be split instead.
    for (int batch : new int[] {1, 2, 5}) {
      RecurrenceCase recurrence =
          RecurrenceCases.everything(40, batch, 1030, new SplittableRandom(9));
      Map<String, double[]> expected = recurrence.run(vector, ElementType.FLOAT32, false);
      try (WorkerPool pool = new WorkerPool(threads)) {
        assertSame(
            expected, recurrence.run(new VectorRecurrence(pool), ElementType.FLOAT32, false));
      }
    }
  }

  @Test
  void aUnitDoesNotDependOnItsPlaceInTheRow() {
    RecurrenceCase wide = RecurrenceCases.languageModel(6, 1, 61, new SplittableRandom(3));
    Map<String, double[]> expected = wide.run(vector, ElementType.FLOAT32, false);
    RecurrenceProblem p = wide.problem;
    RecurrenceProblem narrow =
        new RecurrenceProblem(6, 1, 1, p.direction(), 3, true, p.scale(), p.activation(), p.type());
    for (int unit = 0; unit < 61; unit++) {
      RecurrenceCase single = new RecurrenceCase(narrow);
      for (String name : wide.inputs.keySet()) {
        single.with(name, column(wide.inputs.get(name), unit));
      }
      Map<String, double[]> actual = single.run(vector, ElementType.FLOAT32, false);
      for (String name : actual.keySet()) {
        assertArrayEquals(column(expected.get(name), unit), actual.get(name), name);
      }
    }
  }

  private static double[] column(double[] rows, int unit) {
    double[] column = new double[rows.length / 61];
    for (int row = 0; row < column.length; row++) {
      column[row] = rows[row * 61 + unit];
    }
    return column;
  }

  static void assertSame(Map<String, double[]> expected, Map<String, double[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    for (String name : expected.keySet()) {
      assertArrayEquals(expected.get(name), actual.get(name), name);
    }
  }

  @Test
  void float64IsRefused() {
    RecurrenceCase recurrence = RecurrenceCases.languageModel(1, 1, 3, new SplittableRandom(1));
    assertEquals(
        "VectorRecurrence: found element type FLOAT64, expected FLOAT32; use KernelBackend.REFERENCE for FLOAT64",
        assertThrows(
                IllegalArgumentException.class,
                () -> recurrence.run(vector, ElementType.FLOAT64, false))
            .getMessage());
  }
}
