package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cuda.SoftmaxCase.Result;
import org.srupp.kernels.cuda.SoftmaxCase.Shifted;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.testkit.GradientCheck;
import org.srupp.testkit.TensorAssert;

/** {@code softmax.cu}, run by the processor, against the twin. */
class CudaSoftmaxTest {
  private static final double SCALE = 0.37;
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final List<ElementType> TYPES = List.of(ElementType.FLOAT32, ElementType.BFLOAT16);

  // scale S + mask is below 5, so that it, its distance to the maximum and that in powers of two
  // round by 5, 10 and 15 times 2^-24; that is 2e-6 of a power. A sum adds another 2^-24 for each
  // of
  // at most 17 groups of a lane, 8 numbers of a group and 5 merges: 2e-6.
  private static final double FLOAT32 = 5e-6;
  // Half the distance of two bfloat16, which have 8 digits, beside the above.
  private static final double BFLOAT16 = 0x1p-8 + FLOAT32;
  // A lane's sum of products as above, over weights that sum to 1 and gradients below 1.29, and two
  // roundings more.
  private static final double SUM = 1.29 * 32 * 0x1p-24;

  private final SoftmaxKernel cuda = new CudaSoftmax(ShimDevice.large(), () -> 0);
  private final SoftmaxKernel twin = new ReferenceSoftmax();

  @ParameterizedTest(name = "K={0}")
  @ValueSource(
      ints = {
        1, 2, 3, 31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 254, 256, 257, 258, 514, 2049, 2050
      })
  void everySizeAgreesWithTheTwin(int keys) {
    for (ElementType type : TYPES) {
      for (boolean dropout : new boolean[] {false, true}) {
        SoftmaxProblem problem = new SoftmaxProblem(3, 1, 5, keys, 1, 5, SCALE, type);
        compare(SoftmaxCase.random(problem, true, dropout));
        compare(SoftmaxCase.random(problem, false, dropout));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void everyShapeOfTheMaskAgreesWithTheTwin(ElementType type) {
    for (int heads : new int[] {1, 5}) {
      for (int keys : new int[] {9, 10}) {
        for (int maskStreams : new int[] {1, 3}) {
          for (int maskQueries : new int[] {1, 7}) {
            SoftmaxProblem problem =
                new SoftmaxProblem(3, heads, 7, keys, maskStreams, maskQueries, SCALE, type);
            compare(SoftmaxCase.random(problem, true, true));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void hiddenKeysHaveNoWeightAndNoGradient(ElementType type) {
    int queries = 33;
    int keys = 66;
    SoftmaxProblem problem = new SoftmaxProblem(3, 3, queries, keys, 1, queries, SCALE, type);
    double[] mask = new double[queries * keys];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % keys <= i / keys + keys - queries ? 0 : -INFINITE;
    }
    int blind = 17;
    Arrays.fill(mask, blind * keys, (blind + 1) * keys, -INFINITE);
    SoftmaxCase softmax = SoftmaxCase.random(problem, false, true).withMask(mask);
    compare(softmax);
    Result found = softmax.run(cuda);
    for (int i = 0; i < found.softmax().length; i++) {
      if (mask[i % mask.length] < 0) {
        assertTrue(found.softmax()[i] == 0 && found.weights()[i] == 0);
        assertTrue(found.gradient()[i] == 0);
      }
    }
  }

  @Test
  void theGradientIsThatOfTheTwinsWeights() {
    SoftmaxProblem problem = new SoftmaxProblem(1, 3, 3, 5, 1, 3, SCALE, ElementType.FLOAT32);
    SoftmaxCase softmax = SoftmaxCase.random(problem, true, true);
    double[] numeric =
        GradientCheck.numeric(
            softmax.scores(),
            scores -> {
              SoftmaxCase moved = softmax.withScores(scores).in(ElementType.FLOAT64);
              double[] weights = moved.run(twin).weights();
              double loss = 0;
              for (int i = 0; i < weights.length; i++) {
                loss += weights[i] * softmax.gradient()[i];
              }
              return loss;
            });
    // Softmax and sum are both off by up to FLOAT32 of 1.29, the differences by 1e-8.
    double tolerance = 1e-8 + SCALE * 2 * 1.29 * FLOAT32;
    TensorAssert.assertClose("gradient", numeric, softmax.run(cuda).gradient(), tolerance, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void hugeScoresDoNotOverflow(ElementType type) {
    SoftmaxProblem problem = new SoftmaxProblem(1, 1, 3, 4, 1, 3, SCALE, type);
    double[] scores = {1e38, 3e38, 2e38, -3e38, -1e38, -3e38, -2e38, -3e38, 9, 8, 7, 6};
    // As masks are that avoid infinities: of a row that they hide, nothing else is left.
    double lowest = -Float.MAX_VALUE;
    double[] mask = {0, 0, 0, 0, 0, 0, 0, 0, lowest, lowest, lowest, lowest};
    for (double[] given : new double[][] {null, mask}) {
      Result found =
          SoftmaxCase.random(problem, false, false).withScores(scores).withMask(given).run(cuda);
      double[] expected = {0, 1, 0, 0, 1, 0, 0, 0};
      assertArrayEquals(expected, Arrays.copyOf(found.softmax(), 8));
      if (given != null) {
        assertArrayEquals(
            new double[] {0.25, 0.25, 0.25, 0.25}, Arrays.copyOfRange(found.softmax(), 8, 12));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void whatIsNoNumberShowsInItsRowAlone(ElementType type) {
    for (int keys : new int[] {3, 300}) {
      SoftmaxProblem problem = new SoftmaxProblem(1, 1, 4, keys, 1, 1, SCALE, type);
      SoftmaxCase softmax = SoftmaxCase.random(problem, false, false);
      double[] scores = softmax.scores().clone();
      scores[keys - 1] = Double.NaN;
      scores[2 * keys] = INFINITE;
      Arrays.fill(scores, 3 * keys, 4 * keys, -INFINITE);
      scores[3 * keys + 1] = Double.NaN;
      Result found = softmax.withScores(scores).run(cuda);
      for (int i = 0; i < 4 * keys; i++) {
        boolean hidden = i / keys != 1;
        assertEquals(hidden, Double.isNaN(found.softmax()[i]), "softmax " + i);
        assertEquals(hidden, Double.isNaN(found.gradient()[i]), "gradient " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void aRowHasTheSameBitsAloneAndAtEveryRun(ElementType type) {
    for (int keys : new int[] {65, 258}) {
      SoftmaxProblem problem = new SoftmaxProblem(3, 3, 5, keys, 3, 5, SCALE, type);
      SoftmaxCase all = SoftmaxCase.random(problem, true, true);
      Result found = all.run(cuda);
      Result again = all.run(cuda);
      assertArrayEquals(found.softmax(), again.softmax());
      assertArrayEquals(found.weights(), again.weights());
      assertArrayEquals(found.gradient(), again.gradient());
      for (int row = 0; row < problem.rows(); row++) {
        Result alone = all.row(row).run(cuda);
        assertArrayEquals(all.row(found.softmax(), row), alone.softmax());
        assertArrayEquals(all.row(found.weights(), row), alone.weights());
        assertArrayEquals(all.row(found.gradient(), row), alone.gradient());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shifted.class)
  void arraysMayStartAtAnyElement(Shifted shifted) {
    for (ElementType type : TYPES) {
      SoftmaxProblem problem = new SoftmaxProblem(1, 3, 3, 34, 1, 3, SCALE, type);
      SoftmaxCase softmax = SoftmaxCase.random(problem, true, true);
      compare(softmax, softmax.run(cuda, shifted));
    }
  }

  @Test
  void pairsNeedAnEvenNumberOfKeysAndTheirAlignment() {
    assertEquals(2, units(34, ElementType.BFLOAT16, 4, 8));
    assertEquals(1, units(33, ElementType.BFLOAT16, 4, 8));
    assertEquals(1, units(34, ElementType.BFLOAT16, 2, 8));
    assertEquals(1, units(34, ElementType.BFLOAT16, 4, 4));
    assertEquals(1, units(34, ElementType.FLOAT32, 4, 8));
  }

  @Test
  void wrongSizesAreNamed() {
    SoftmaxProblem problem = new SoftmaxProblem(1, 1, 2, 3, 1, 2, SCALE, ElementType.BFLOAT16);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment four = MemorySegment.ofAddress(64).reinterpret(4);
    String six = " bytes, expected 12 bytes: (B * H, L, K) = (1, 2, 3) of 2 bytes each";
    assertMessage(
        "SoftmaxArrays: scores has 4"
            + six
            + "; weights is given, expected MemorySegment.NULL: without dropout they are the"
            + " softmax",
        () -> cuda.forward(problem, new SoftmaxArrays(four, none, none, four)));
    MemorySegment twelve = MemorySegment.ofAddress(64).reinterpret(12);
    assertMessage(
        "SoftmaxArrays: gradient has 4" + six,
        () -> cuda.backward(problem, new SoftmaxArrays(twelve, none, none, none), four));
  }

  @Test
  void whatACardCannotDoIsRefused() {
    SoftmaxProblem problem = new SoftmaxProblem(1, 1, 1, 2, 1, 1, SCALE, ElementType.FLOAT32);
    SoftmaxCase softmax = SoftmaxCase.random(problem, false, false);
    assertMessage(
        "CudaSoftmax: found element type FLOAT64, expected FLOAT32 or BFLOAT16; use"
            + " KernelBackend.REFERENCE for FLOAT64",
        () -> softmax.in(ElementType.FLOAT64).run(cuda));
    SoftmaxKernel old =
        new CudaSoftmax(
            new ShimDevice(new DeviceProperties(1, "Tesla T4", 7, 5, 40, 0, 0, 0, 1L << 34)),
            () -> 0);
    compare(softmax, softmax.run(old));
    assertEquals(
        "cuda:1 (Tesla T4, compute capability 7.5) has no bfloat16, which takes compute capability"
            + " 8.0; use float32",
        assertThrows(CudaException.class, () -> softmax.in(ElementType.BFLOAT16).run(old))
            .getMessage());
    MemorySegment none = MemorySegment.NULL;
    MemorySegment heap = MemorySegment.ofArray(new float[2]);
    assertMessage(
        "scores: found memory of Java's heap, expected memory that the card reaches",
        () -> cuda.forward(problem, new SoftmaxArrays(heap, none, none, none)));
  }

  private void compare(SoftmaxCase softmax) {
    compare(softmax, softmax.run(cuda));
  }

  private void compare(SoftmaxCase softmax, Result found) {
    Result expected = softmax.runExactly(twin, found.softmax());
    boolean bfloat16 = softmax.problem().type() == ElementType.BFLOAT16;
    double relative = bfloat16 ? BFLOAT16 : FLOAT32;
    String of = " of " + softmax.problem();
    assertTrue(found.softmax().length > 0);
    close("softmax" + of, expected.softmax(), found.softmax(), 0, relative);
    close("weights" + of, expected.weights(), found.weights(), 0, relative);
    close("gradient" + of, expected.gradient(), found.gradient(), SCALE * SUM, relative);
  }

  private static void close(
      String name, double[] expected, double[] found, double absolute, double relative) {
    TensorAssert.assertClose(name, expected, found, absolute, relative);
  }

  private static int units(int keys, ElementType type, long scores, long mask) {
    SoftmaxProblem problem = new SoftmaxProblem(1, 1, 1, keys, 1, 1, SCALE, type);
    SoftmaxArrays arrays =
        new SoftmaxArrays(
            MemorySegment.ofAddress(scores),
            MemorySegment.ofAddress(mask),
            MemorySegment.NULL,
            MemorySegment.NULL);
    return SoftmaxOptions.of(new SoftmaxCall(problem, arrays, MemorySegment.NULL)).units();
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
