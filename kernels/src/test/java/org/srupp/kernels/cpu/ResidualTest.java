package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;
import org.srupp.testkit.GradientCheck;
import org.srupp.testkit.TensorAssert;

/** Residual, norm and dropout: the vector kernel against its twin, the twin against differences. */
class ResidualTest {
  private static final double EPSILON = 1e-5;
  private static final WorkerPool POOL = new WorkerPool(2);

  private final ResidualKernel vector = new VectorResidual(POOL);
  private final ResidualKernel twin = new ReferenceResidual();

  @AfterAll
  static void close() {
    POOL.close();
  }

  /** Which optional arrays a call has. */
  private enum Options {
    PLAIN(false, false, false),
    DROPOUT(false, false, true),
    BRANCH(true, false, false),
    BRANCH_DROPOUT(true, false, true),
    ALPHA(true, true, false),
    ALL(true, true, true);

    private final boolean branch;
    private final boolean alpha;
    private final boolean kept;

    Options(boolean branch, boolean alpha, boolean kept) {
      this.branch = branch;
      this.alpha = alpha;
      this.kept = kept;
    }
  }

  /** One call in numbers, by the names of the arrays. */
  private record Call(ResidualProblem problem, Map<String, double[]> inputs) {
    static Call random(
        int rows, int size, Dropped dropped, Options options, ElementType type, double centre) {
      SplittableRandom random = new SplittableRandom(31L * rows + size);
      int count = rows * size;
      Map<String, double[]> inputs = new LinkedHashMap<>();
      inputs.put("x", floats(random, count, centre));
      if (options.branch) {
        inputs.put("branch", floats(random, count, 0));
      }
      if (options.alpha) {
        inputs.put("alpha", floats(random, 1, 0));
      }
      inputs.put("gamma", floats(random, size, 1));
      inputs.put("beta", floats(random, size, 0));
      if (options.kept) {
        double[] kept = random.doubles(count).map(x -> x < 0.3 ? 0 : (float) (1 / 0.7)).toArray();
        inputs.put("kept", kept);
      }
      inputs.put("slopes", floats(random, count, 0));
      return new Call(new ResidualProblem(rows, size, EPSILON, dropped, type), inputs);
    }

    private static double[] floats(SplittableRandom random, int count, double centre) {
      return random.doubles(count, centre - 2, centre + 2).map(x -> (float) x).toArray();
    }

    Call with(String name, double[] values) {
      Map<String, double[]> changed = new LinkedHashMap<>(inputs);
      changed.put(name, values);
      return new Call(problem, changed);
    }

    Call of(ElementType type) {
      return new Call(
          new ResidualProblem(problem.rows(), problem.size(), EPSILON, problem.dropped(), type),
          inputs);
    }

    /** Outputs by name: result, and the gradients of all inputs but kept. */
    Map<String, double[]> run(ResidualKernel kernel) {
      MemorySegment result = poisoned(problem.rows() * problem.size());
      ResidualArrays arrays =
          new ResidualArrays(
              memory("x"),
              memory("branch"),
              memory("alpha"),
              memory("gamma"),
              memory("beta"),
              memory("kept"),
              poisoned(2 * problem.rows()),
              result);
      kernel.forward(problem, arrays);
      ResidualGradients gradients =
          new ResidualGradients(
              memory("slopes"),
              slot("x"),
              slot("branch"),
              slot("alpha"),
              slot("gamma"),
              slot("beta"));
      kernel.backward(problem, arrays, gradients);
      Map<String, double[]> found = new LinkedHashMap<>();
      found.put("result", numbers(result));
      found.put("x", numbers(gradients.x()));
      found.put("branch", numbers(gradients.branch()));
      found.put("alpha", numbers(gradients.alpha()));
      found.put("gamma", numbers(gradients.gamma()));
      found.put("beta", numbers(gradients.beta()));
      return found;
    }

    private MemorySegment memory(String name) {
      double[] values = inputs.get(name);
      if (values == null) {
        return MemorySegment.NULL;
      }
      MemorySegment memory = poisoned(values.length);
      for (int i = 0; i < values.length; i++) {
        PlainElements.set(memory, problem.type().bytes(), i, values[i]);
      }
      return memory;
    }

    private MemorySegment slot(String name) {
      return inputs.containsKey(name) ? poisoned(inputs.get(name).length) : MemorySegment.NULL;
    }

    private MemorySegment poisoned(int count) {
      return MemorySegment.ofArray(new byte[count * problem.type().bytes()]).fill((byte) -1);
    }

    private double[] numbers(MemorySegment memory) {
      double[] values = new double[(int) (memory.byteSize() / problem.type().bytes())];
      for (int i = 0; i < values.length; i++) {
        values[i] = PlainElements.get(memory, problem.type().bytes(), i);
      }
      return values;
    }
  }

  @ParameterizedTest(name = "N={0} P={1}")
  @CsvSource({
    "1,2", "3,3", "2,7", "5,8", "2,9", "3,15", "33,16", "4,17", "2,31", "64,33", "65,61", "131,64",
    "3,257", "200,768", "2,2049"
  })
  void vectorAgreesWithTwin(int rows, int size) {
    for (Dropped dropped : Dropped.values()) {
      for (Options options : Options.values()) {
        Call call = Call.random(rows, size, dropped, options, ElementType.FLOAT32, 0.5);
        Map<String, double[]> expected = call.of(ElementType.FLOAT64).run(twin);
        Map<String, double[]> found = call.run(vector);
        // Numbers up to 10 and sums of up to 200 rows or of P / lanes numbers in float32. A row of
        // two or three may have little spread, by whose inverse, below 60 here, errors grow.
        double roundings = (20 + size / 4.0 + rows) * 0x1p-24;
        double tolerance = 10 * roundings * (size < 8 ? 60 : 1);
        for (String name : expected.keySet()) {
          TensorAssert.assertClose(
              name + " of " + options + " " + call.problem(),
              expected.get(name),
              found.get(name),
              tolerance,
              tolerance);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dropped.class)
  void theTwinsGradientsEqualFiniteDifferences(Dropped dropped) {
    for (Options options : Options.values()) {
      Call call = Call.random(4, 5, dropped, options, ElementType.FLOAT64, 0.5);
      Map<String, double[]> found = call.run(twin);
      for (String name : new String[] {"x", "branch", "alpha", "gamma", "beta"}) {
        if (call.inputs().containsKey(name)) {
          GradientCheck.assertGradient(
              name + " of " + options,
              call.inputs().get(name),
              point -> loss(call.with(name, point)),
              found.get(name));
        }
      }
    }
  }

  private double loss(Call call) {
    double[] result = call.run(twin).get("result");
    double loss = 0;
    for (int i = 0; i < result.length; i++) {
      loss += result[i] * call.inputs().get("slopes")[i];
    }
    return loss;
  }

  @Test
  void aRowByHand() {
    // 1, 3 and 5 times alpha 2 on top of 1: 3, 7, 11 has mean 7 and deviation sqrt(32 / 3)
    Call call =
        new Call(
            new ResidualProblem(1, 3, 1e-30, Dropped.RESULT, ElementType.FLOAT32),
            Map.of(
                "x", new double[] {1, 1, 1},
                "branch", new double[] {1, 3, 5},
                "alpha", new double[] {2},
                "gamma", new double[] {1, 1, 3},
                "beta", new double[] {0, 0.5, 0},
                "kept", new double[] {2, 2, 0},
                "slopes", new double[] {0, 1, 0}));
    double n = 4 / Math.sqrt(32 / 3.0);
    for (ResidualKernel kernel : new ResidualKernel[] {vector, twin}) {
      Map<String, double[]> found = call.run(kernel);
      TensorAssert.assertClose("result", new double[] {-2 * n, 1, 0}, found.get("result"), 1e-6, 0);
      // the middle's n does not move with its own deviation
      double slope = 2 / Math.sqrt(32 / 3.0);
      double[] dx = {-slope / 3, 2 * slope / 3, -slope / 3};
      TensorAssert.assertClose("x", dx, found.get("x"), 1e-6, 0);
      TensorAssert.assertClose("beta", new double[] {0, 2, 0}, found.get("beta"), 0, 0);
    }
  }

  @Test
  void aSmallSpreadAroundALargeMeanIsKept() {
    Call call = Call.random(20, 100, Dropped.RESULT, Options.PLAIN, ElementType.FLOAT32, 1000);
    // The mean of numbers near 1000 is off by a few of their roundings, 2^-15 each, and the spread
    // is about 1.
    TensorAssert.assertClose(
        "result",
        call.of(ElementType.FLOAT64).run(twin).get("result"),
        call.run(vector).get("result"),
        5e-4,
        0);
  }

  @Test
  void bitsDependNeitherOnThreadsNorOnOtherRows() {
    Call all = Call.random(300, 37, Dropped.BRANCH, Options.ALL, ElementType.FLOAT32, 0);
    Map<String, double[]> expected = all.run(vector);
    for (int threads = 1; threads <= 3; threads++) {
      try (WorkerPool pool = new WorkerPool(threads)) {
        Map<String, double[]> found = all.run(new VectorResidual(pool));
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
      }
    }
    Map<String, double[]> some = new LinkedHashMap<>(all.inputs());
    for (String name : new String[] {"x", "branch", "kept", "slopes"}) {
      some.put(name, Arrays.copyOfRange(all.inputs().get(name), 250 * 37, 300 * 37));
    }
    Call last =
        new Call(new ResidualProblem(50, 37, EPSILON, Dropped.BRANCH, ElementType.FLOAT32), some);
    Map<String, double[]> alone = last.run(vector);
    for (String name : new String[] {"result", "x", "branch"}) {
      double[] part = Arrays.copyOfRange(expected.get(name), 250 * 37, 300 * 37);
      assertArrayEquals(part, alone.get(name), name);
    }
  }

  @Test
  void everyMistakeIsNamed() {
    assertEquals(
        "ResidualProblem: rows must be at least 1, found 0; size must be at least 1, found -1;"
            + " epsilon must be above 0, found 0.0; dropped must be given, found null; type must be"
            + " given, found null",
        assertThrows(
                IllegalArgumentException.class, () -> new ResidualProblem(0, -1, 0, null, null))
            .getMessage());
    ResidualProblem problem =
        new ResidualProblem(2, 3, EPSILON, Dropped.RESULT, ElementType.FLOAT32);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment one = MemorySegment.ofArray(new float[1]);
    ResidualArrays arrays = new ResidualArrays(one, none, one, one, none, none, one, none);
    assertEquals(
        "ResidualArrays: x has 4 bytes, expected 24 bytes: (N, P) = (2, 3) of 4 bytes each; alpha is"
            + " given, expected MemorySegment.NULL: there is no branch; gamma has 4 bytes, expected"
            + " 12 bytes: (P) = (3) of 4 bytes each; beta is missing, expected 12 bytes: (P) = (3)"
            + " of 4 bytes each; statistics has 4 bytes, expected 16 bytes: (N, 2) = (2, 2) of 4"
            + " bytes each; result is missing, expected 24 bytes: (N, P) = (2, 3) of 4 bytes each",
        assertThrows(IllegalArgumentException.class, () -> vector.forward(problem, arrays))
            .getMessage());
    assertEquals(
        "VectorResidual: found element type FLOAT64, expected FLOAT32; use KernelBackend.REFERENCE"
            + " for FLOAT64",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    vector.forward(
                        new ResidualProblem(1, 1, 1, Dropped.RESULT, ElementType.FLOAT64), arrays))
            .getMessage());
    assertEquals(
        "ReferenceResidual: found element type BFLOAT16, expected FLOAT32 or FLOAT64; only a card"
            + " keeps rows as bfloat16",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    twin.forward(
                        new ResidualProblem(1, 1, 1, Dropped.RESULT, ElementType.BFLOAT16), arrays))
            .getMessage());
  }
}
