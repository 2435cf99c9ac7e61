package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;
import org.srupp.testkit.GradientCheck;
import org.srupp.testkit.TensorAssert;

/** Attention's softmax: the vector kernel against its twin, the twin against differences. */
class SoftmaxTest {
  private static final double HIDDEN = Double.NEGATIVE_INFINITY;
  private static final WorkerPool POOL = new WorkerPool(2);

  private final SoftmaxKernel vector = new VectorSoftmax(POOL);
  private final SoftmaxKernel twin = new ReferenceSoftmax();

  @AfterAll
  static void close() {
    POOL.close();
  }

  /** One call in numbers; mask and kept may be null. */
  private record Call(SoftmaxProblem problem, double[] scores, double[] mask, double[] kept) {
    static Call random(SoftmaxProblem problem, boolean masked, boolean dropout, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = Math.toIntExact(problem.rows() * problem.keys());
      double[] scores = random.doubles(size, -4, 4).map(x -> (float) x).toArray();
      double[] kept = random.doubles(size).map(x -> x < 0.3 ? 0 : (float) (1 / 0.7)).toArray();
      int rows = problem.maskStreams() * problem.maskQueries();
      double[] mask = new double[rows * problem.keys()];
      for (int i = 0; i < mask.length; i++) {
        // The first key is always seen.
        boolean seen = i % problem.keys() == 0 || random.nextInt(3) > 0;
        mask[i] = seen ? (float) random.nextDouble(-1, 1) : HIDDEN;
      }
      return new Call(problem, scores, masked ? mask : null, dropout ? kept : null);
    }

    Call of(ElementType type) {
      return new Call(problem.in(type), scores, mask, kept);
    }

    Call withScores(double[] other) {
      return new Call(problem, other, mask, kept);
    }

    Result run(SoftmaxKernel kernel, double[] slopes) {
      MemorySegment softmax = memory(scores);
      MemorySegment weights = kept == null ? MemorySegment.NULL : memory(nans());
      SoftmaxArrays arrays = new SoftmaxArrays(softmax, memory(mask), memory(kept), weights);
      kernel.forward(problem, arrays);
      double[] found = numbers(softmax);
      MemorySegment gradient = memory(slopes);
      kernel.backward(problem, arrays, gradient);
      assertArrayEquals(found, numbers(softmax), "backward leaves the softmax alone");
      return new Result(found, kept == null ? found : numbers(weights), numbers(gradient));
    }

    private double[] nans() {
      double[] values = new double[scores.length];
      Arrays.fill(values, Double.NaN);
      return values;
    }

    private MemorySegment memory(double[] values) {
      if (values == null) {
        return MemorySegment.NULL;
      }
      if (problem.type() == ElementType.FLOAT64) {
        return MemorySegment.ofArray(values.clone());
      }
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return MemorySegment.ofArray(floats);
    }

    private double[] numbers(MemorySegment memory) {
      double[] values = new double[scores.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = PlainElements.get(memory, problem.type().bytes(), i);
      }
      return values;
    }
  }

  private record Result(double[] softmax, double[] weights, double[] gradient) {}

  private static SoftmaxProblem problem(
      int streams, int heads, int queries, int keys, int maskStreams, int maskQueries) {
    return new SoftmaxProblem(
        streams, heads, queries, keys, maskStreams, maskQueries, 0.75, ElementType.FLOAT32);
  }

  private static double[] slopes(Call call) {
    return new SplittableRandom(5)
        .doubles(call.scores().length, -1, 1)
        .map(x -> (float) x)
        .toArray();
  }

  @ParameterizedTest(name = "B={0} H={1} L={2} K={3}")
  @CsvSource({
    "1,1,1,1",
    "2,1,3,2",
    "1,3,2,7",
    "3,2,5,8",
    "2,2,3,9",
    "1,2,3,15",
    "2,1,2,16",
    "1,1,5,17",
    "3,1,3,31",
    "1,2,2,33",
    "2,2,7,61",
    "2,3,100,100",
    "1,1,3,2049"
  })
  void vectorAgreesWithTwin(int streams, int heads, int queries, int keys) {
    for (int maskStreams : new int[] {1, streams}) {
      for (int maskQueries : new int[] {1, queries}) {
        for (int options = 0; options < 4; options++) {
          Call call =
              Call.random(
                  problem(streams, heads, queries, keys, maskStreams, maskQueries),
                  options % 2 == 1,
                  options > 1,
                  keys);
          agrees(call);
        }
      }
    }
  }

  private void agrees(Call call) {
    Result expected = call.of(ElementType.FLOAT64).run(twin, slopes(call));
    Result found = call.run(vector, slopes(call));
    // Arguments of exp up to 4 are off by 2^-22 with their roundings, a power by an ulp, sums by a
    // rounding for every 4 keys or more in a lane, and a few roundings are left.
    double relative = (call.problem().keys() / 4.0 + 20) * 0x1p-24;
    String name = call.problem().toString();
    TensorAssert.assertClose(name, expected.softmax(), found.softmax(), 0, relative);
    TensorAssert.assertClose(name, expected.weights(), found.weights(), 0, relative);
    // The difference of a slope, at most 1 / 0.7, and a mean of slopes cancels.
    TensorAssert.assertClose(name, expected.gradient(), found.gradient(), 2 * relative, relative);
  }

  @Test
  void theTwinsGradientEqualsFiniteDifferences() {
    for (int options = 0; options < 4; options++) {
      Call call =
          Call.random(problem(2, 2, 3, 5, 2, 3), options % 2 == 1, options > 1, options)
              .of(ElementType.FLOAT64);
      double[] slopes = slopes(call);
      GradientCheck.assertGradient(
          "scores, options " + options,
          call.scores(),
          point -> dot(slopes, call.withScores(point).run(twin, slopes).weights()),
          call.run(twin, slopes).gradient());
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void withoutMaskAndDropoutItIsTheSoftmaxByHand() {
    double[] scores = {0, Math.log(3) / 0.75, 0, 0};
    Call call = new Call(problem(1, 1, 1, 4, 1, 1), scores, null, null);
    for (SoftmaxKernel kernel : new SoftmaxKernel[] {vector, twin}) {
      // 1 : 3 : 1 : 1; a gradient of the second weight alone
      Result found = call.run(kernel, new double[] {0, 1, 0, 0});
      double[] expected = {1 / 6.0, 0.5, 1 / 6.0, 1 / 6.0};
      TensorAssert.assertClose("softmax", expected, found.softmax(), 0, 1e-6);
      double[] slopes = {-0.75 / 12, 0.75 / 4, -0.75 / 12, -0.75 / 12};
      TensorAssert.assertClose("gradient", slopes, found.gradient(), 0, 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 37})
  void aRowThatSeesNothingIsZeroAndLargeScoresDoNotOverflow(int keys) {
    SoftmaxProblem problem = problem(1, 1, 3, keys, 1, 3);
    double[] mask = new double[3 * keys];
    Arrays.fill(mask, keys, 2 * keys, HIDDEN);
    double[] scores = new double[3 * keys];
    Arrays.fill(scores, 0, keys, 1e30);
    Arrays.fill(scores, 2 * keys, 3 * keys, -1e30);
    double[] kept = new double[3 * keys];
    Arrays.fill(kept, 2);
    for (SoftmaxKernel kernel : new SoftmaxKernel[] {vector, twin}) {
      Call call = new Call(problem, scores, mask, kept);
      Result found = call.run(kernel, slopes(call));
      for (int i = 0; i < 3 * keys; i++) {
        double expected = i / keys == 1 ? 0 : 1.0 / keys;
        assertEquals(expected, found.softmax()[i], 1e-7);
        assertEquals(2 * expected, found.weights()[i], 1e-7);
        assertTrue(i / keys != 1 || found.gradient()[i] == 0);
      }
    }
  }

  @Test
  void whatIsNotANumberStaysInItsRow() {
    Call call = Call.random(problem(1, 1, 3, 21, 1, 1), true, true, 3);
    call.scores()[21 + 20] = Double.NaN;
    for (SoftmaxKernel kernel : new SoftmaxKernel[] {vector, twin}) {
      double[] softmax = call.run(kernel, slopes(call)).softmax();
      for (int i = 0; i < softmax.length; i++) {
        assertEquals(i / 21 == 1, Double.isNaN(softmax[i]), "element " + i);
      }
    }
  }

  @Test
  void aRowsBitsDependOnNothingElse() {
    Call all = Call.random(problem(3, 2, 50, 37, 3, 50), true, true, 8);
    Result expected = all.run(vector, slopes(all));
    for (int threads = 1; threads <= 3; threads++) {
      try (WorkerPool pool = new WorkerPool(threads)) {
        Result found = all.run(new VectorSoftmax(pool), slopes(all));
        assertArrayEquals(expected.weights(), found.weights());
        assertArrayEquals(expected.gradient(), found.gradient());
      }
    }
    int stream = 2 * 50 * 37;
    Call last =
        new Call(
            problem(1, 2, 50, 37, 1, 50),
            Arrays.copyOfRange(all.scores(), 2 * stream, 3 * stream),
            Arrays.copyOfRange(all.mask(), 2 * 50 * 37, 3 * 50 * 37),
            Arrays.copyOfRange(all.kept(), 2 * stream, 3 * stream));
    Result alone = last.run(vector, Arrays.copyOfRange(slopes(all), 2 * stream, 3 * stream));
    assertArrayEquals(
        Arrays.copyOfRange(expected.weights(), 2 * stream, 3 * stream), alone.weights());
    assertArrayEquals(
        Arrays.copyOfRange(expected.gradient(), 2 * stream, 3 * stream), alone.gradient());
  }

  @Test
  void everyMistakeIsNamed() {
    assertEquals(
        "SoftmaxProblem: streams must be at least 1, found 0; keys must be at least 1, found -1;"
            + " maskQueries must be 1 or 5, found 3; scale must be finite, found NaN; type must be"
            + " given, found null",
        assertThrows(
                IllegalArgumentException.class,
                () -> new SoftmaxProblem(0, 1, 5, -1, 0, 3, Double.NaN, null))
            .getMessage());
    SoftmaxProblem problem = problem(2, 3, 5, 7, 1, 5);
    MemorySegment some = MemorySegment.ofArray(new float[4]);
    SoftmaxArrays arrays = new SoftmaxArrays(MemorySegment.NULL, some, MemorySegment.NULL, some);
    assertEquals(
        "SoftmaxArrays: scores is missing, expected 840 bytes: (B * H, L, K) = (6, 5, 7) of 4 bytes"
            + " each; mask has 16 bytes, expected 140 bytes: (B or 1, L or 1, K) = (1, 5, 7) of 4"
            + " bytes each; weights is given, expected MemorySegment.NULL: without dropout they are"
            + " the softmax",
        assertThrows(IllegalArgumentException.class, () -> vector.forward(problem, arrays))
            .getMessage());
    SoftmaxArrays dropped = new SoftmaxArrays(some, MemorySegment.NULL, some, MemorySegment.NULL);
    assertEquals(
        "SoftmaxArrays: scores has 16 bytes, expected 840 bytes: (B * H, L, K) = (6, 5, 7) of 4"
            + " bytes each; kept has 16 bytes, expected 840 bytes: (B * H, L, K) = (6, 5, 7) of 4"
            + " bytes each; gradient is missing, expected 840 bytes: (B * H, L, K) = (6, 5, 7) of 4"
            + " bytes each",
        assertThrows(
                IllegalArgumentException.class,
                () -> twin.backward(problem, dropped, MemorySegment.NULL))
            .getMessage());
  }

  @Test
  void otherTypesAreRefused() {
    SoftmaxArrays none =
        new SoftmaxArrays(
            MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL);
    Call call = Call.random(problem(1, 1, 1, 1, 1, 1), false, false, 1);
    assertEquals(
        "VectorSoftmax: found element type FLOAT64, expected FLOAT32; use KernelBackend.REFERENCE"
            + " for FLOAT64",
        assertThrows(
                IllegalArgumentException.class,
                () -> vector.forward(call.of(ElementType.FLOAT64).problem(), none))
            .getMessage());
    assertEquals(
        "ReferenceSoftmax: found element type BFLOAT16, expected FLOAT32 or FLOAT64; only a card"
            + " keeps weights as bfloat16",
        assertThrows(
                IllegalArgumentException.class,
                () -> twin.forward(call.of(ElementType.BFLOAT16).problem(), none))
            .getMessage());
  }
}
