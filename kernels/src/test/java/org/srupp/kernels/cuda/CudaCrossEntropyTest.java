package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.testkit.TensorAssert;

/** {@code cross_entropy.cu}, run by the processor, against the twin. */
class CudaCrossEntropyTest {
  private final CrossEntropyKernel cuda = new CudaCrossEntropy(ShimDevice.large(), () -> 0);
  private final CrossEntropyKernel twin = new ReferenceCrossEntropy();
  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest(name = "N={0} V={1} smoothing={2}")
  @CsvSource({
    "1,1,0",
    "2,3,0.1",
    "5,31,0",
    "3,32,0.2",
    "7,33,0.1",
    "300,61,0",
    "9,257,0.1",
    "5,2049,0.1",
    "3,8803,0.1",
    "2,70001,0.3"
  })
  void everySizeAgreesWithTheTwin(int rows, int classes, double smoothing) {
    CrossEntropyProblem problem = new CrossEntropyProblem(rows, classes, smoothing, 0.37);
    MemorySegment logits = logits(rows * classes);
    MemorySegment twinGradient = poisoned(rows * classes);
    MemorySegment gradient = poisoned(rows * classes);
    RowLosses expected = RowLosses.of(rows);
    RowLosses found = RowLosses.of(rows);
    int[] targets = targets(rows, classes);
    twin.lossAndGradient(problem, logits, targets, twinGradient, expected);
    cuda.lossAndGradient(problem, logits, targets, gradient, found);
    // |x - max| < 40 rounds by at most 2^-19, a power by another 2^-23; sums are double.
    assertClose("nll", expected.nll(), found.nll(), 5e-6);
    assertClose("smoothed", expected.smoothed(), found.smoothed(), 5e-6);
    TensorAssert.assertClose("gradient", floats(twinGradient), floats(gradient), 0.37 * 5e-6, 0);
  }

  @Test
  void inPlaceAndLossAloneGiveTheSameBits() {
    CrossEntropyProblem problem = new CrossEntropyProblem(31, 1999, 0.1, 0.01);
    MemorySegment logits = logits(31 * 1999);
    MemorySegment gradient = poisoned(31 * 1999);
    int[] targets = targets(31, 1999);
    RowLosses apart = RowLosses.of(31);
    cuda.lossAndGradient(problem, logits, targets, gradient, apart);
    RowLosses alone = RowLosses.of(31);
    cuda.loss(problem, logits, targets, alone);
    RowLosses inPlace = RowLosses.of(31);
    cuda.lossAndGradient(problem, logits, targets, logits, inPlace);
    assertArrayEquals(floats(gradient), floats(logits));
    assertArrayEquals(apart.nll(), alone.nll());
    assertArrayEquals(apart.smoothed(), alone.smoothed());
    assertArrayEquals(apart.nll(), inPlace.nll());
    assertArrayEquals(apart.smoothed(), inPlace.smoothed());
  }

  @Test
  void aRowDoesNotDependOnTheOthers() {
    MemorySegment logits = logits(5 * 300);
    int[] targets = {7, 299, -1, 0, 150};
    RowLosses all = RowLosses.of(5);
    cuda.loss(new CrossEntropyProblem(5, 300, 0.1, 1), logits, targets, all);
    for (int row = 0; row < 5; row++) {
      RowLosses one = RowLosses.of(1);
      MemorySegment own = logits.asSlice(row * 1200L, 1200);
      CrossEntropyProblem problem = new CrossEntropyProblem(1, 300, 0.1, 1);
      cuda.loss(problem, own, new int[] {targets[row]}, one);
      assertEquals(all.nll()[row], one.nll()[0]);
      assertEquals(all.smoothed()[row], one.smoothed()[0]);
    }
  }

  @Test
  void ignoredRowsHaveNoLossAndNoGradient() {
    MemorySegment gradient = poisoned(3);
    RowLosses losses = new RowLosses(new double[] {9}, new double[] {9});
    cuda.lossAndGradient(
        new CrossEntropyProblem(1, 3, 0.1, 1), of(1, 2, 3), new int[] {-1}, gradient, losses);
    assertArrayEquals(new float[3], floats(gradient));
    assertEquals(0, losses.totalNll() + losses.totalSmoothed());
    cuda.loss(new CrossEntropyProblem(0, 3, 0, 1), MemorySegment.NULL, new int[0], RowLosses.of(0));
  }

  @Test
  void hugeAndImpossibleLogitsStayFiniteAndNanIsNotHidden() {
    float impossible = Float.NEGATIVE_INFINITY;
    RowLosses losses = RowLosses.of(4);
    cuda.loss(
        new CrossEntropyProblem(4, 3, 0, 1),
        of(3e38f, -3e38f, 0, 1, Float.NaN, 2, impossible, 5, impossible, Float.NaN, 1, 1),
        new int[] {0, 0, 1, 2},
        losses);
    assertEquals(0, losses.nll()[0]);
    assertTrue(Double.isNaN(losses.nll()[1]));
    assertEquals(0, losses.nll()[2]);
    assertTrue(Double.isNaN(losses.nll()[3]));
  }

  @Test
  void lanesFollowFromTheClassesAlone() {
    assertEquals(32, CrossEntropyCall.lanes(1));
    assertEquals(32, CrossEntropyCall.lanes(2048));
    assertEquals(64, CrossEntropyCall.lanes(2049));
    assertEquals(256, CrossEntropyCall.lanes(1_000_000));
  }

  @Test
  void wrongSizesAndTargetsAreNamed() {
    CrossEntropyProblem problem = new CrossEntropyProblem(2, 3, 0, 1);
    RowLosses losses = RowLosses.of(2);
    assertMessage(
        "logits: found 20 bytes, expected 24",
        () -> cuda.loss(problem, logits(5), new int[2], losses));
    assertMessage(
        "gradient: found 4 bytes, expected 24",
        () -> cuda.lossAndGradient(problem, logits(6), new int[2], logits(1), losses));
    assertMessage(
        "targets: found class 3 at row 1, expected less than 3",
        () -> cuda.loss(problem, logits(6), new int[] {2, 3}, losses));
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  private static void assertClose(String name, double[] expected, double[] found, double delta) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], delta, name + "[" + i + "]");
    }
  }

  private MemorySegment logits(int count) {
    SplittableRandom random = new SplittableRandom(7);
    MemorySegment values = arena.allocate(4L * count, 16);
    for (int i = 0; i < count; i++) {
      values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) (4 * random.nextGaussian()));
    }
    return values;
  }

  private MemorySegment poisoned(int count) {
    return arena.allocate(4L * count, 16).fill((byte) -1);
  }

  private MemorySegment of(float... values) {
    return arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
  }

  private static float[] floats(MemorySegment values) {
    return values.toArray(ValueLayout.JAVA_FLOAT);
  }

  private static int[] targets(int rows, int classes) {
    int[] targets = new int[rows];
    for (int row = 0; row < rows; row++) {
      targets[row] = row == 1 ? -1 : (row * 7919 + 5) % classes;
    }
    return targets;
  }
}
