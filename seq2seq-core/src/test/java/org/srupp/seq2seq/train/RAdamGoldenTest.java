package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.TensorAssert;

/** Thirty steps of the author's RAdam, gradients computed from our own weights. */
class RAdamGoldenTest {
  private static final WorkerPool POOL = new WorkerPool(2);

  @AfterAll
  static void closePool() {
    POOL.close();
  }

  static List<GoldenCase> runs() {
    return Golden.ofKind("radam");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void twinFollowsTheAuthorsInDouble(GoldenCase golden) {
    Quadratic objective = new Quadratic(golden);
    RAdam rule = new RAdam(config(golden));
    double clipNorm = golden.config().get("clip_grad").asDouble();
    DoubleParameter w = new DoubleParameter(golden.tensor("in.w0").values());
    DoubleParameter v =
        new DoubleParameter(golden.has("in.v0") ? golden.tensor("in.v0").values() : new double[1]);
    ReferenceUpdate kernel = new ReferenceUpdate();
    for (int n = 0; n < steps(golden); n++) {
      double learningRate = learningRate(golden, n);
      w.setGradient(objective.gradientOfW(w.weight));
      v.setGradient(Quadratic.gradientOfV(v.weight));
      double norm = Math.sqrt(w.squares(kernel) + v.squares(kernel));
      double clip = new GradientNorm(norm, Optional.empty()).clipFactor(clipNorm);
      UpdateStep step = rule.step(n + 1, learningRate, clip);
      checkNumbers(golden, n, rule, step, learningRate, norm);
      assertRow(golden, "out.grad.w", n, w.gradient);
      kernel.update(w.memory(), step);
      kernel.update(v.memory(), step);
      assertRow(golden, "out.w", n, w.weight);
      if (golden.has("out.v")) {
        assertRow(golden, "out.v", n, v.weight);
      }
    }
    assertRow(golden, "out.exp_avg.w", 0, w.m);
    assertRow(golden, "out.exp_avg_sq.w", 0, w.v);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void optimizerFollowsTheAuthorsInFloat32(GoldenCase golden) {
    Quadratic objective = new Quadratic(golden);
    float[] w = golden.tensor("in.w0").floats();
    float[] v = golden.has("in.v0") ? golden.tensor("in.v0").floats() : new float[1];
    float[] gradientOfW = new float[w.length];
    float[] gradientOfV = new float[v.length];
    List<ParameterMemory> parameters =
        List.of(parameter("w", w, gradientOfW), parameter("v", v, gradientOfV));
    VectorUpdate kernel = new VectorUpdate(POOL);
    Optimizer optimizer = Optimizer.of(config(golden), kernel, parameters);
    double clipNorm = golden.config().get("clip_grad").asDouble();
    for (int n = 0; n < steps(golden); n++) {
      round(objective.gradientOfW(widen(w)), gradientOfW);
      round(Quadratic.gradientOfV(widen(v)), gradientOfV);
      double clip = GradientNorm.of(parameters, kernel).clipFactor(clipNorm);
      optimizer.update(parameters, learningRate(golden, n), clip);
      // Thirty steps of numbers below 8, each rounded to 2^-22; the authors' own float32 case has
      // this tolerance.
      double[] expected = row(golden, "out.w", n, w.length);
      TensorAssert.assertClose("w after step " + (n + 1), expected, w, 2e-5, 2e-5);
    }
  }

  private static void checkNumbers(
      GoldenCase golden, int n, RAdam rule, UpdateStep step, double learningRate, double norm) {
    double tolerance = golden.isFloat32() ? 1e-6 : 1e-12; // stored in that type
    assertEquals(
        learningRate, golden.tensor("out.lr").values()[n], tolerance * learningRate + 1e-15);
    assertEquals(golden.tensor("out.n_sma").values()[n], rule.rho(n + 1), 1e3 * tolerance);
    double size = golden.tensor("out.step_size").values()[n];
    if (size < 0) {
      assertEquals(UpdateStep.Rule.NONE, step.rule());
    } else {
      assertEquals(size * learningRate, step.size(), 1e2 * tolerance * step.size());
    }
    if (golden.has("out.grad_norm")) {
      assertEquals(golden.tensor("out.grad_norm").values()[n], norm, 1e-9);
    }
  }

  private static OptimizerConfig config(GoldenCase golden) {
    JsonNode config = golden.config();
    return new OptimizerConfig(
        OptimizerConfig.Kind.RADAM,
        config.get("betas").get(0).asDouble(),
        config.get("betas").get(1).asDouble(),
        config.get("eps").asDouble(),
        config.get("weight_decay").asDouble(),
        config.get("degenerated_to_sgd").asBoolean()
            ? OptimizerConfig.FirstSteps.MOMENTUM
            : OptimizerConfig.FirstSteps.SKIP);
  }

  private static double learningRate(GoldenCase golden, int n) {
    JsonNode schedule = golden.config().get("schedule");
    double rate = golden.config().get("lr").asDouble();
    return schedule.isNull()
        ? rate
        : ScheduleTest.cosine(
                schedule.get("variant").asText(),
                rate,
                schedule.get("warmup_steps").asLong(),
                schedule.get("max_iter").asLong())
            .learningRate(n);
  }

  private static int steps(GoldenCase golden) {
    return golden.config().get("steps").asInt();
  }

  private static void assertRow(GoldenCase golden, String name, int n, double[] actual) {
    TensorAssert.assertClose(
        name + " of step " + (n + 1),
        row(golden, name, n, actual.length),
        actual,
        golden.outTolerance());
  }

  private static double[] row(GoldenCase golden, String name, int n, int length) {
    return Arrays.copyOfRange(golden.tensor(name).values(), n * length, (n + 1) * length);
  }

  private static ParameterMemory parameter(String name, float[] value, float[] gradient) {
    return new ParameterMemory(
        name,
        new long[] {value.length},
        MemorySegment.ofArray(value),
        MemorySegment.ofArray(gradient));
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static void round(double[] values, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) values[i];
    }
  }

  private static final class DoubleParameter {
    final double[] weight;
    final double[] gradient;
    final double[] m;
    final double[] v;

    DoubleParameter(double[] start) {
      weight = start.clone();
      gradient = new double[start.length];
      m = new double[start.length];
      v = new double[start.length];
    }

    void setGradient(double[] values) {
      System.arraycopy(values, 0, gradient, 0, values.length);
    }

    double squares(ReferenceUpdate kernel) {
      return kernel.sumOfSquares(MemorySegment.ofArray(gradient), gradient.length);
    }

    UpdateMemory memory() {
      return new UpdateMemory(
          MemorySegment.ofArray(weight),
          MemorySegment.ofArray(gradient),
          MemorySegment.ofArray(m),
          MemorySegment.ofArray(v),
          weight.length);
    }
  }
}
