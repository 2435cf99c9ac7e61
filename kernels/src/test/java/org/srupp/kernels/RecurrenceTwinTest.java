package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.testkit.GradientCheck;
import org.srupp.testkit.TensorAssert;

/** The twin against numbers worked out elsewhere and against finite differences. */
class RecurrenceTwinTest {
  private static final Map<String, String> GRADIENTS =
      Map.of(
          "u",
          "gradU",
          "x",
          "gradX",
          "weightC",
          "gradWeightC",
          "bias",
          "gradBias",
          "c0",
          "gradC0",
          "coefficients",
          "gradCoefficients");

  private final ReferenceRecurrence twin = new ReferenceRecurrence();

  /** Computed by the authors' code in float64 and printed with six digits, hence 5e-7. */
  @Test
  void aSmallCaseMeetsPrintedNumbers() {
    RecurrenceCase small =
        new RecurrenceCase(
                new RecurrenceProblem(
                    3,
                    2,
                    2,
                    Direction.FORWARD,
                    3,
                    true,
                    1,
                    Activation.IDENTITY,
                    ElementType.FLOAT64))
            .with("u", turned(fill(36, n -> Math.sin(n + 1))))
            .with("x", fill(12, n -> Math.cos(n + 1)))
            .with("weightC", fill(4, n -> 0.3 * Math.cos(n)))
            .with("bias", fill(4, n -> 0.1 * Math.sin(n)))
            .with("c0", fill(4, n -> 0.5 * Math.cos(2 * n)))
            .with("maskC", new double[] {1.25, 0, 1.25, 1.25})
            .with("padded", new double[] {0, 0, 0, 1, 0, 0})
            .with("gradH", fill(12, n -> Math.cos(0.7 * n)))
            .with("gradCLast", fill(4, n -> Math.sin(0.3 * n)));
    Map<String, double[]> found = small.run(twin, ElementType.FLOAT64, false);
    check(
        "h", found, .572574, -.416147, -.239205, -.475837, .502148, .960170, 0, 0, .239428,
        -.839072, -.163239, .619443);
    double[] last = RecurrenceGoldenTest.lastState(small.problem, found.get("c"));
    TensorAssert.assertClose(
        "c", new double[] {.355158, .048531, -.174537, .219238}, last, 5.1e-7, 0);
    check(
        "gradX", found, .322118, .764842, .035543, -.290534, -.163693, -.936457, 0, 0, .070881,
        .999859, .047595, .098270);
    check("gradC0", found, .341198, .007666, .625180, .054006);
    check("gradWeightC", found, .093172, .066446, .085903, -.022701);
    check("gradBias", found, -.031978, -.177184, .203901, -.083806);
    double[] first = {
      .122154, -.030974, .014771, .017883, .002819, 0, .283098, -.197511, .046870, .075410, .023319,
      -.059280
    };
    double[] third = {
      .199804, .097406, .243709, .193491, -.043028, 0, .468179, .107447, -.031665, .498345,
      -.154409, -.024526
    };
    TensorAssert.assertClose(
        "dU(0)",
        turned(first),
        IntStream.range(0, 12).mapToDouble(i -> found.get("gradU")[i]).toArray(),
        5.1e-7,
        0);
    TensorAssert.assertClose(
        "dU(2)",
        turned(third),
        IntStream.range(24, 36).mapToDouble(i -> found.get("gradU")[i]).toArray(),
        5.1e-7,
        0);
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    int compared = 0;
    for (RecurrenceCase recurrence :
        RecurrenceCases.allOptions(3, 2, 2, new SplittableRandom(11))) {
      Map<String, double[]> found = recurrence.run(twin, ElementType.FLOAT64, false);
      for (Map.Entry<String, String> pair : GRADIENTS.entrySet()) {
        if (recurrence.has(pair.getKey())) {
          GradientCheck.assertGradient(
              pair.getValue() + " of " + recurrence.problem,
              recurrence.inputs.get(pair.getKey()),
              point -> loss(recurrence, pair.getKey(), point),
              found.get(pair.getValue()));
          compared++;
        }
      }
    }
    // 576 cases have u, weightC and bias; a third has x; halves have c0 and coefficients.
    assertEquals(576 * 3 + 192 + 288 + 288, compared);
  }

  private double loss(RecurrenceCase recurrence, String input, double[] point) {
    RecurrenceCase moved = recurrence.on(recurrence.problem).with(input, point);
    moved.inputs.remove("gradH");
    Map<String, double[]> found = moved.run(twin, ElementType.FLOAT64, false);
    double loss = dot(recurrence.inputs.get("gradH"), found.get("h"));
    if (recurrence.has("gradCLast")) {
      loss +=
          dot(
              recurrence.inputs.get("gradCLast"),
              RecurrenceGoldenTest.lastState(recurrence.problem, found.get("c")));
    }
    return loss;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double[] fill(int size, IntToDoubleFunction function) {
    return IntStream.range(0, size).mapToDouble(function).toArray();
  }

  // From (rows, 2, 3) as printed to (rows, 3, 2).
  private static double[] turned(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i / 6 * 6 + i % 3 * 2 + i / 3 % 2] = values[i];
    }
    return result;
  }

  private static void check(String name, Map<String, double[]> found, double... expected) {
    TensorAssert.assertClose(name, expected, found.get(name), 5.1e-7, 0);
  }

  @Test
  void optionsAreAllCrossed() {
    List<RecurrenceCase> cases = RecurrenceCases.allOptions(1, 1, 1, new SplittableRandom(1));
    assertEquals(576, cases.size());
    assertEquals(576 / 2, cases.stream().filter(c -> c.has("padded")).count());
  }
}
