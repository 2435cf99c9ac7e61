package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.train.OptimizerConfig.FirstSteps;
import org.srupp.seq2seq.train.OptimizerConfig.Kind;
import org.srupp.testkit.TensorAssert;

class OptimizerTest {
  private static final WorkerPool POOL = new WorkerPool(1);
  private static final VectorUpdate KERNEL = new VectorUpdate(POOL);

  private final float[] w = {1, -2};
  private final float[] gradient = new float[2];
  private final ParameterMemory parameter = parameter("w", MemorySegment.ofArray(gradient));
  private final ParameterMemory withoutGradient = parameter("w", MemorySegment.NULL);

  @AfterAll
  static void closePool() {
    POOL.close();
  }

  @Test
  void radamStartsWithMomentum() {
    Optimizer optimizer = optimizer(radam(FirstSteps.MOMENTUM));
    steps(optimizer, 1, 1);
    assertWeights(0.998f, -1.995f);
    steps(optimizer, 2, 5);
    assertWeights(0.9845879f, -1.9750499f);
    steps(optimizer, 6, 6);
    assertWeights(0.9833512f, -1.9728166f);
    steps(optimizer, 7, 8);
    assertWeights(0.9806759f, -1.9681585f);
  }

  @Test
  void radamMaySkipItsFirstSteps() {
    Optimizer optimizer = optimizer(radam(FirstSteps.SKIP));
    steps(optimizer, 1, 5);
    assertArrayEquals(new float[] {1, -2}, w);
    steps(optimizer, 6, 6);
    assertWeights(0.9987479f, -1.9977418f);
    steps(optimizer, 7, 8);
    assertWeights(0.9960418f, -1.9930339f);
  }

  @Test
  void adamCorrectsTheBiasBeforeItAddsEpsilon() {
    OptimizerConfig config = new OptimizerConfig(Kind.ADAM, 0.8, 0.9, 0.5, 0.1, FirstSteps.SKIP);
    Optimizer optimizer = optimizer(config);
    double[] expected = {1, -2};
    double[] m = new double[2];
    double[] v = new double[2];
    for (int t = 1; t <= 7; t++) {
      setGradient(t);
      optimizer.update(List.of(parameter), 0.01, 0.5);
      for (int i = 0; i < 2; i++) {
        double g = 0.5 * gradient[i];
        m[i] = 0.8 * m[i] + 0.2 * g;
        v[i] = 0.9 * v[i] + 0.1 * g * g;
        double meanHat = m[i] / (1 - Math.pow(0.8, t));
        double squareHat = v[i] / (1 - Math.pow(0.9, t));
        expected[i] -= 0.01 * 0.1 * expected[i];
        expected[i] -= 0.01 * meanHat / (Math.sqrt(squareHat) + 0.5);
      }
    }
    // Seven steps on numbers of size 2, each rounded to 2^-23.
    TensorAssert.assertClose("w", expected, w, 2e-6, 0);
  }

  @Test
  void aParameterThatNeverHadAGradientIsLeftAlone() {
    Optimizer optimizer = optimizer(radam(FirstSteps.MOMENTUM));
    optimizer.update(List.of(withoutGradient), 0.01, 1);
    assertArrayEquals(new float[] {1, -2}, w);
    assertEquals(Map.of("w", 0L), optimizer.state().steps());
  }

  @Test
  void aGradientThatGoesMissingCountsAsZeros() {
    Optimizer optimizer = optimizer(radam(FirstSteps.MOMENTUM));
    steps(optimizer, 1, 1);
    optimizer.update(List.of(withoutGradient), 0.01, 1);
    float[] missing = w.clone();
    w[0] = 1;
    w[1] = -2;
    Optimizer other = optimizer(radam(FirstSteps.MOMENTUM));
    steps(other, 1, 1);
    gradient[0] = 0;
    gradient[1] = 0;
    other.update(List.of(parameter), 0.01, 1);
    assertArrayEquals(w, missing);
    assertEquals(Map.of("w", 2L), optimizer.state().steps());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRestoredOptimizerGoesOnBitForBit(Kind kind) {
    OptimizerConfig config = new OptimizerConfig(kind, 0.9, 0.999, 1e-8, 0.1, FirstSteps.MOMENTUM);
    Optimizer first = optimizer(config);
    steps(first, 1, 7);
    float[] middle = w.clone();
    Optimizer second = optimizer(config);
    second.restore(first.state());
    steps(first, 8, 12);
    float[] expected = w.clone();
    System.arraycopy(middle, 0, w, 0, 2);
    steps(second, 8, 12);
    assertArrayEquals(expected, w);
    assertNotEquals(middle[0], w[0]);
    assertEquals(first.state().steps(), second.state().steps());
  }

  @Test
  void aStateOfAnotherModelIsRefused() {
    Optimizer optimizer = optimizer(radam(FirstSteps.SKIP));
    StateMemory small = new StateMemory("m.w", new long[] {1}, MemorySegment.ofArray(new float[1]));
    StateMemory stray = new StateMemory("m.x", new long[] {1}, MemorySegment.ofArray(new float[1]));
    assertMessage(
        "optimizer state: m.w has 1 elements, expected 2; v.w is missing; the number of steps of w is missing;"
            + " m.x belongs to no parameter of the model",
        () -> optimizer.restore(new OptimizerState(List.of(small, stray), Map.of())));
    assertMessage(
        "parameter x was not there when the optimizer was made",
        () -> optimizer.update(List.of(parameter("x", MemorySegment.NULL)), 1, 1));
    assertMessage(
        "parameter w is there twice; give each its own name",
        () -> Optimizer.of(radam(FirstSteps.SKIP), KERNEL, List.of(parameter, parameter)));
  }

  @Test
  void allMistakesOfTheConfigAreNamedAtOnce() {
    assertMessage(
        "beta1 must be in [0, 1), found 1.0; beta2 must be in [0, 1), found NaN; epsilon must be finite and"
            + " not negative, found -1.0; weightDecay must be finite and not negative, found NaN",
        () -> new OptimizerConfig(Kind.ADAM, 1, Double.NaN, -1, Double.NaN, FirstSteps.SKIP));
  }

  @Test
  void memoryThatDoesNotFitTheShapeIsRefused() {
    MemorySegment three = MemorySegment.ofArray(new float[3]);
    assertMessage(
        "parameter w: its gradient has 4 bytes, expected 12 (float32 of its shape)",
        () ->
            new ParameterMemory(
                "w", new long[] {1, 3}, three, MemorySegment.ofArray(new float[1])));
    assertMessage(
        "optimizer state m.w: found 12 bytes, expected 8 (float32 of its shape)",
        () -> new StateMemory("m.w", new long[] {2}, three));
  }

  @Test
  void parametersOfOneStepAreOneCall() {
    ParameterMemory late =
        new ParameterMemory(
            "late", new long[] {2}, MemorySegment.ofArray(new float[2]), MemorySegment.NULL);
    ParameterMemory now =
        new ParameterMemory("late", new long[] {2}, late.value(), parameter.gradient());
    ParameterMemory other = parameter("other", parameter.gradient());
    List<Integer> calls = new ArrayList<>();
    UpdateKernel counting =
        new UpdateKernel() {
          @Override
          public void update(UpdateMemory memory, UpdateStep step) {
            throw new AssertionError("one by one");
          }

          @Override
          public void update(List<UpdateMemory> parameters, UpdateStep step) {
            calls.add(parameters.size());
          }

          @Override
          public double sumOfSquares(MemorySegment values, long count) {
            return 0;
          }
        };
    Optimizer optimizer =
        Optimizer.of(radam(FirstSteps.MOMENTUM), counting, List.of(parameter, late, other));
    optimizer.update(List.of(parameter, late, other), 0.01, 1);
    optimizer.update(List.of(parameter, now, other), 0.01, 1);
    assertEquals(List.of(2, 2, 1), calls);
  }

  @Test
  void theNormCoversAllGradientsAndNamesTheFirstBadOne() {
    ParameterMemory three = parameter("a", MemorySegment.ofArray(new float[] {3, 0}));
    ParameterMemory four = parameter("b", MemorySegment.ofArray(new float[] {0, 4}));
    ParameterMemory bad = parameter("c", MemorySegment.ofArray(new float[] {Float.NaN, 0}));
    GradientNorm norm = GradientNorm.of(List.of(three, withoutGradient, four), KERNEL);
    assertEquals(5, norm.value());
    assertEquals(1, norm.clipFactor(0));
    assertEquals(1, norm.clipFactor(6));
    assertEquals(2.5 / (5 + 1e-6), norm.clipFactor(2.5));
    assertEquals("c", GradientNorm.of(List.of(three, bad, four), KERNEL).firstNonFinite().get());
  }

  private void steps(Optimizer optimizer, int from, int to) {
    for (int t = from; t <= to; t++) {
      setGradient(t);
      optimizer.update(List.of(parameter), 0.01, 1);
    }
  }

  private void setGradient(int t) {
    gradient[0] = 0.1f * t;
    gradient[1] = -0.3f;
  }

  private void assertWeights(float first, float second) {
    // Seven digits are given.
    TensorAssert.assertClose("w", new float[] {first, second}, w, 2e-7, 0);
  }

  private static OptimizerConfig radam(FirstSteps firstSteps) {
    return new OptimizerConfig(Kind.RADAM, 0.9, 0.999, 1e-8, 0.1, firstSteps);
  }

  private Optimizer optimizer(OptimizerConfig config) {
    return Optimizer.of(config, KERNEL, List.of(parameter));
  }

  private ParameterMemory parameter(String name, MemorySegment gradientMemory) {
    return new ParameterMemory(name, new long[] {2}, MemorySegment.ofArray(w), gradientMemory);
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
