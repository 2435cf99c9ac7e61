package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.TensorAssert;
import org.srupp.testkit.Tolerance;

/**
 * The authors' recurrence, value by value; their order of axes is turned into ours on the way in,
 * ours into theirs on the way out.
 */
class RecurrenceGoldenTest {
  // float32 inputs are off by 2^-24 of their size and up to 11 steps of about 4 roundings follow;
  // sums over time and streams add up to 44 terms
  // of size 10 at most. The saturated case has pre-activations of 100, whose rounding (4e-6) is
  // what a gate sees.
  static final Tolerance FLOAT32_OUT = new Tolerance(5e-6, 5e-5);
  static final Tolerance FLOAT32_GRAD = new Tolerance(5e-5, 2e-4);

  static List<GoldenCase> cases() {
    return Golden.ofKind("recurrence");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theTwinMeetsTheAuthorsNumbers(GoldenCase golden) {
    // The authors' float32 cases carry their own rounding; the twin computes them in double.
    compare(
        golden,
        new ReferenceRecurrence(),
        ElementType.FLOAT64,
        golden.outTolerance(),
        golden.gradTolerance());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theTwinMeetsTheAuthorsNumbersInFloat32(GoldenCase golden) {
    compare(golden, new ReferenceRecurrence(), ElementType.FLOAT32, FLOAT32_OUT, FLOAT32_GRAD);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theVectorKernelMeetsTheAuthorsNumbers(GoldenCase golden) {
    try (WorkerPool pool = new WorkerPool(2)) {
      compare(golden, new VectorRecurrence(pool), ElementType.FLOAT32, FLOAT32_OUT, FLOAT32_GRAD);
    }
  }

  static void compare(
      GoldenCase golden, RecurrenceKernel kernel, ElementType type, Tolerance out, Tolerance grad) {
    RecurrenceCase recurrence = read(golden);
    RecurrenceProblem p = recurrence.problem;
    Map<String, double[]> results = recurrence.run(kernel, type, false);
    Map<String, double[]> found = new LinkedHashMap<>();
    found.put("out.h", results.get("h"));
    found.put("out.c_last", lastState(p, results.get("c")));
    found.put("gin.U", toInnermost(results.get("gradU"), p.subMatrices(), p.units()));
    found.put("gin.x", results.get("gradX"));
    found.put("gin.bias", results.get("gradBias"));
    found.put("gin.c0", results.get("gradC0"));
    boolean customV = golden.config().get("custom_v").asBoolean();
    found.put(
        "gin.weight_c",
        customV
            ? toInnermost(results.get("gradCoefficients"), 2, p.units())
            : results.get("gradWeightC"));
    int compared = 0;
    for (String name : golden.names()) {
      if (name.startsWith("out.") || name.startsWith("gin.")) {
        Tolerance tolerance = name.startsWith("out.") ? out : grad;
        TensorAssert.assertClose(
            golden.name() + " " + name, golden.tensor(name).values(), found.get(name), tolerance);
        compared++;
      }
    }
    int skip = golden.has("in.x") ? 1 : 0;
    int initial = golden.has("in.c0") ? 1 : 0;
    assertEquals(5 + skip + initial, compared);
  }

  private static RecurrenceCase read(GoldenCase golden) {
    JsonNode config = golden.config();
    boolean both = config.get("bidirectional").asBoolean();
    int k = config.get("k").asInt();
    int units = config.get("hidden_size").asInt() * (both ? 2 : 1);
    double scale = golden.has("in.scale_x") ? golden.tensor("in.scale_x").values()[0] : 1;
    Activation activation =
        config.get("activation").asText().equals("tanh") ? Activation.TANH : Activation.IDENTITY;
    RecurrenceCase recurrence =
        new RecurrenceCase(
            new RecurrenceProblem(
                config.get("length").asInt(),
                config.get("batch").asInt(),
                units,
                both ? Direction.BOTH : Direction.FORWARD,
                k,
                config.get("has_skip_term").asBoolean(),
                scale,
                activation,
                ElementType.FLOAT64));
    recurrence.with("u", toOutermost(golden.tensor("in.U").values(), k, units));
    recurrence.with("bias", golden.tensor("in.bias").values());
    if (config.get("custom_v").asBoolean()) {
      recurrence.with("coefficients", toOutermost(golden.tensor("in.weight_c").values(), 2, units));
      recurrence.with("weightC", new double[2 * units]);
    } else {
      recurrence.with("weightC", golden.tensor("in.weight_c").values());
    }
    Map<String, String> plain =
        Map.of(
            "in.x",
            "x",
            "in.c0",
            "c0",
            "in.mask_c",
            "maskC",
            "in.mask_pad",
            "padded",
            "gout.h",
            "gradH",
            "gout.c_last",
            "gradCLast");
    plain.forEach(
        (theirs, ours) -> {
          if (golden.has(theirs)) {
            recurrence.with(ours, golden.tensor(theirs).values());
          }
        });
    return recurrence;
  }

  // (rows, D, k) to (rows, k, D).
  private static double[] toOutermost(double[] values, int k, int units) {
    double[] turned = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / (units * k);
      int unit = i / k % units;
      turned[(row * k + i % k) * units + unit] = values[i];
    }
    return turned;
  }

  // (rows, k, D) to (rows, D, k).
  private static double[] toInnermost(double[] values, int k, int units) {
    return toOutermost(values, units, k);
  }

  static double[] lastState(RecurrenceProblem p, double[] c) {
    double[] last = new double[p.batch() * p.units()];
    for (int i = 0; i < last.length; i++) {
      boolean backward =
          p.direction() == Direction.BACKWARD
              || (p.direction() == Direction.BOTH && i % p.units() >= p.units() / 2);
      last[i] = c[(backward ? 0 : (p.length() - 1) * last.length) + i];
    }
    return last;
  }
}
