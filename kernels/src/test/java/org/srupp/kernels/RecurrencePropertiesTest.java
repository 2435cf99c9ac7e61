package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.testkit.TensorAssert;

/**
 * What must hold of every backend, to the bit: the vector kernel in float32, the twin in float64,
 * in which it computes.
 */
class RecurrencePropertiesTest {
  private static final List<String> IN_TIME =
      List.of(
          "u",
          "x",
          "gradH",
          "padded",
          "coefficients",
          "h",
          "c",
          "gradU",
          "gradX",
          "gradCoefficients");

  static Stream<RecurrenceKernel> kernels() {
    return Stream.of(new ReferenceRecurrence(), new VectorRecurrence(new WorkerPool(2)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void twoHalvesWithCarriedStateEqualOneRun(RecurrenceKernel kernel) {
    RecurrenceCase whole = RecurrenceCases.languageModel(7, 3, 19, new SplittableRandom(21));
    Map<String, double[]> expected = run(whole, kernel);
    RecurrenceCase first = steps(whole, 0, 3);
    RecurrenceCase second = steps(whole, 3, 7);
    double[] carried = RecurrenceGoldenTest.lastState(first.problem, run(first, kernel).get("c"));
    Map<String, double[]> late = run(second.with("c0", carried), kernel);
    Map<String, double[]> early = run(first.with("gradCLast", late.get("gradC0")), kernel);
    for (String name : List.of("h", "c", "gradU", "gradX")) {
      assertArrayEquals(expected.get(name), joined(early.get(name), late.get(name)), name);
    }
    assertArrayEquals(expected.get("gradC0"), early.get("gradC0"));
    for (String name : List.of("gradWeightC", "gradBias")) {
      double[] sum = early.get(name).clone();
      Arrays.setAll(sum, i -> sum[i] + late.get(name)[i]);
      // 21 terms of order 1, added in another order.
      TensorAssert.assertClose(name, expected.get(name), sum, 5e-6, 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void paddedStepsKeepTheState(RecurrenceKernel kernel) {
    RecurrenceCase bare = RecurrenceCases.languageModel(5, 2, 19, new SplittableRandom(22));
    Map<String, double[]> expected = run(bare, kernel);
    RecurrenceProblem p = bare.problem;
    int[] place = {-1, 0, 1, -1, -1, 2, 3, 4, -1};
    RecurrenceCase padded = new RecurrenceCase(resized(p, place.length, p.batch()));
    bare.inputs.forEach(
        (name, values) ->
            padded.with(
                name, IN_TIME.contains(name) ? spread(values, 5, place, Double.NaN) : values));
    padded.with("padded", spread(new double[5 * p.batch()], 5, place, 1));
    Map<String, double[]> actual = run(padded, kernel);
    for (String name : List.of("h", "gradU", "gradX")) {
      assertArrayEquals(spread(expected.get(name), 5, place, 0), actual.get(name), name);
    }
    for (String name : List.of("gradWeightC", "gradBias", "gradC0")) {
      assertArrayEquals(expected.get(name), actual.get(name), name);
    }
    assertArrayEquals(
        RecurrenceGoldenTest.lastState(p, expected.get("c")),
        RecurrenceGoldenTest.lastState(padded.problem, actual.get("c")));
    double[] firstState = Arrays.copyOf(actual.get("c"), p.batch() * p.units());
    assertArrayEquals(bare.inputs.get("c0"), firstState);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theOrderOfStreamsChangesNothing(RecurrenceKernel kernel) {
    RecurrenceCase straight = RecurrenceCases.everything(4, 3, 22, new SplittableRandom(23));
    Map<String, double[]> expected = run(straight, kernel);
    RecurrenceCase turned = new RecurrenceCase(straight.problem);
    straight.inputs.forEach((name, values) -> turned.with(name, rotateStreams(name, values)));
    Map<String, double[]> actual = run(turned, kernel);
    expected.forEach(
        (name, values) -> {
          // Sums over streams are added in another order.
          double tolerance = name.equals("gradWeightC") || name.equals("gradBias") ? 2e-6 : 0;
          TensorAssert.assertClose(
              name, rotateStreams(name, values), actual.get(name), tolerance, 0);
        });
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theGradientMayOverwriteU(RecurrenceKernel kernel) {
    for (RecurrenceCase recurrence :
        RecurrenceCases.allOptions(3, 2, 21, new SplittableRandom(24))) {
      VectorRecurrenceTest.assertSame(
          recurrence.run(kernel, type(kernel), false), recurrence.run(kernel, type(kernel), true));
    }
  }

  /** Rows without a mask take other loops; 35 units leave a tail after every vector width. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aMaskOfOnesChangesNoBit(RecurrenceKernel kernel) {
    RecurrenceCase masked = RecurrenceCases.languageModel(6, 2, 35, new SplittableRandom(26));
    Arrays.fill(masked.inputs.get("maskC"), 1);
    RecurrenceCase bare = masked.on(masked.problem);
    bare.inputs.remove("maskC");
    VectorRecurrenceTest.assertSame(run(bare, kernel), run(masked, kernel));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aStepDoesNotSeeTheFuture(RecurrenceKernel kernel) {
    RecurrenceCase recurrence = RecurrenceCases.languageModel(6, 2, 19, new SplittableRandom(25));
    double[] before = run(recurrence, kernel).get("h");
    double[] u = recurrence.inputs.get("u").clone();
    int row = u.length / 6;
    Arrays.setAll(u, i -> i / row >= 4 ? 1 : u[i]);
    double[] after = run(recurrence.on(recurrence.problem).with("u", u), kernel).get("h");
    int seen = before.length / 6 * 4;
    assertArrayEquals(Arrays.copyOf(before, seen), Arrays.copyOf(after, seen));
    assertEquals(false, Arrays.equals(before, after));
  }

  private static Map<String, double[]> run(RecurrenceCase recurrence, RecurrenceKernel kernel) {
    return recurrence.run(kernel, type(kernel), false);
  }

  private static ElementType type(RecurrenceKernel kernel) {
    return kernel instanceof ReferenceRecurrence ? ElementType.FLOAT64 : ElementType.FLOAT32;
  }

  private static RecurrenceProblem resized(RecurrenceProblem p, int length, int batch) {
    return new RecurrenceProblem(
        length,
        batch,
        p.units(),
        p.direction(),
        p.subMatrices(),
        p.skip(),
        p.scale(),
        p.activation(),
        p.type());
  }

  private static RecurrenceCase steps(RecurrenceCase whole, int from, int to) {
    int length = whole.problem.length();
    RecurrenceCase part =
        new RecurrenceCase(resized(whole.problem, to - from, whole.problem.batch()));
    whole.inputs.forEach(
        (name, values) -> {
          int row = values.length / length;
          part.with(
              name,
              IN_TIME.contains(name) ? Arrays.copyOfRange(values, from * row, to * row) : values);
        });
    return part;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  // Step i of the result is step place[i] of the values, or filled where that is negative.
  private static double[] spread(double[] values, int length, int[] place, double filler) {
    int row = values.length / length;
    double[] result = new double[row * place.length];
    Arrays.fill(result, filler);
    for (int i = 0; i < place.length; i++) {
      if (place[i] >= 0) {
        System.arraycopy(values, place[i] * row, result, i * row, row);
      }
    }
    return result;
  }

  // Of 4 steps and 3 streams: stream b becomes stream b + 1.
  private static double[] rotateStreams(String name, double[] values) {
    if (List.of("weightC", "bias", "gradWeightC", "gradBias").contains(name)) {
      return values;
    }
    int rows = IN_TIME.contains(name) ? 12 : 3;
    int row = values.length / rows;
    double[] result = new double[values.length];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, i * row, result, (i / 3 * 3 + (i + 1) % 3) * row, row);
    }
    return result;
  }
}
