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
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cuda.ResidualCase.Added;
import org.srupp.kernels.cuda.ResidualCase.Result;
import org.srupp.kernels.cuda.ResidualCase.Shifted;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.testkit.TensorAssert;

/** {@code residual.cu}, run by the processor, against the twin. */
class CudaResidualTest {
  private static final List<ElementType> TYPES = List.of(ElementType.FLOAT32, ElementType.BFLOAT16);
  private static final List<Added> ADDED = List.of(Added.values());
  // So large that 1 / standard deviation is below 3.2, also of a row of one number.
  private static final double EPSILON = 0.1;
  private static final double MAX_SCALE = 3.2;
  private static final double MAX_KEPT = 1.29;
  private static final double MAX_GAMMA = 1.5;

  // v is below 4.2: it, the mean and their difference round by up to 2^-22 each, of which 1 /
  // standard deviation makes 3.2 times as much. What that rounds by itself is less.
  private static final double NORMED = MAX_SCALE * 4 * 0x1p-22;
  private static final double RESULT = MAX_GAMMA * MAX_KEPT * NORMED;
  // n and mean(gamma g n), each of which multiplies the other.
  private static final double GRADIENT = 2 * MAX_SCALE * MAX_GAMMA * MAX_KEPT * NORMED;
  // Half the distance of two bfloat16, which have 8 digits.
  private static final double BFLOAT16 = 0x1p-8;

  private final ResidualKernel cuda = new CudaResidual(ShimDevice.large(), () -> 0);
  private final ResidualKernel twin = new ReferenceResidual();

  @ParameterizedTest(name = "P={0}")
  @ValueSource(ints = {1, 2, 3, 31, 33, 64, 65, 66, 130, 257, 258, 514, 768, 2049})
  void everySizeAgreesWithTheTwin(int size) {
    for (ElementType type : TYPES) {
      for (Added added : ADDED) {
        compare(ResidualCase.random(problem(5, size, Dropped.RESULT, type), added, false));
        compare(ResidualCase.random(problem(5, size, Dropped.RESULT, type), added, true));
        compare(ResidualCase.random(problem(5, size, Dropped.BRANCH, type), added, true));
      }
    }
  }

  @ParameterizedTest(name = "N={0}")
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 63, 64, 65, 131, 300})
  void everyNumberOfRowsAgreesWithTheTwin(int rows) {
    for (ElementType type : TYPES) {
      for (int size : new int[] {33, 34}) {
        ResidualProblem problem = problem(rows, size, Dropped.BRANCH, type);
        compare(ResidualCase.random(problem, Added.SCALED_BRANCH, true));
      }
    }
  }

  @Test
  void chunksOfManyRowsAgreeWithTheTwin() {
    ResidualProblem problem = problem(131, 1 << 15, Dropped.RESULT, ElementType.BFLOAT16);
    assertEquals(17, ResidualGeometry.chunkRows(problem));
    compare(ResidualCase.random(problem, Added.SCALED_BRANCH, false));
  }

  @Test
  void chunksFollowTheSizesAlone() {
    assertChunks(1, 1, 1, 1);
    assertChunks(16, 15, 15, 1);
    assertChunks(512, 1000, 16, 63);
    assertChunks(512, 1 << 15, 64, 512);
    assertChunks(513, 1 << 15, 96, 342);
    assertChunks(Integer.MAX_VALUE, 3, 3, 1);
    assertChunks(1, Integer.MAX_VALUE, 1 << 21, 1024);
    assertChunks(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void aLargeMeanLeavesTheSpreadItsDigits(ElementType type) {
    for (int size : new int[] {33, 768, 4098}) {
      ResidualCase random =
          ResidualCase.random(
              new ResidualProblem(5, size, 1e-5, Dropped.RESULT, type), Added.SCALED_BRANCH, false);
      double[] x = new double[random.x().length];
      Arrays.fill(x, 1000);
      ResidualCase residual = random.withX(x);
      Result expected = residual.in(ElementType.FLOAT64).run(twin);
      Result found = residual.run(cuda);
      // v and the mean, both around 1000, round by up to 2^-15. The standard deviation is 0.83
      // times that of numbers in [-2, 2), 0.96, and 0.7 at least. The mean of the squares less the
      // square of the mean, 1e6 each, would be off by 0.1.
      double normed = 3 * 0x1p-15 / 0.7;
      double relative = type == ElementType.BFLOAT16 ? BFLOAT16 : 0;
      String of = " of " + residual.problem();
      close("statistics" + of, expected.statistics(), found.statistics(), normed, 0);
      close("result" + of, expected.result(), found.result(), MAX_GAMMA * normed, relative);
      double slope = 2 * MAX_GAMMA / 0.7;
      close("x" + of, expected.x(), found.x(), slope * normed, relative);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void rowsOfOneValueAreTheirBias(ElementType type) {
    for (int size : new int[] {1, 33, 300}) {
      ResidualProblem problem = new ResidualProblem(3, size, 1e-12, Dropped.RESULT, type);
      ResidualCase random = ResidualCase.random(problem, Added.NOTHING, false);
      double[] x = new double[random.x().length];
      Arrays.fill(x, ResidualCase.rounded(new double[] {777.7}, type)[0]);
      ResidualCase residual = random.withX(x);
      double[] beta = ResidualCase.rounded(residual.beta(), type);
      Result found = residual.run(cuda);
      for (int row = 0; row < 3; row++) {
        assertArrayEquals(beta, residual.row(found.result(), row));
        assertEquals(x[0], found.statistics()[2 * row]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void whatIsNoNumberShowsInItsRowAlone(ElementType type) {
    for (int size : new int[] {3, 300}) {
      ResidualProblem problem = problem(3, size, Dropped.RESULT, type);
      ResidualCase residual = ResidualCase.random(problem, Added.BRANCH, false);
      double[] x = residual.x().clone();
      x[size - 1] = Double.NaN;
      x[2 * size] = Double.POSITIVE_INFINITY;
      Result found = residual.withX(x).run(cuda);
      for (int i = 0; i < 3 * size; i++) {
        boolean lost = i / size != 1;
        assertEquals(lost, Double.isNaN(found.result()[i]), "result " + i);
        assertEquals(lost, Double.isNaN(found.x()[i]), "gradient of x " + i);
        assertEquals(lost, Double.isNaN(found.branch()[i]), "gradient of the branch " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void aRowHasTheSameBitsAlone(ElementType type) {
    for (int size : new int[] {65, 258}) {
      ResidualProblem problem = problem(19, size, Dropped.BRANCH, type);
      ResidualCase all = ResidualCase.random(problem, Added.SCALED_BRANCH, true);
      Result found = all.run(cuda);
      for (int row = 0; row < problem.rows(); row++) {
        Result alone = all.row(row).run(cuda);
        assertArrayEquals(all.row(found.result(), row), alone.result());
        assertArrayEquals(
            Arrays.copyOfRange(found.statistics(), 2 * row, 2 * row + 2), alone.statistics());
        assertArrayEquals(all.row(found.x(), row), alone.x());
        assertArrayEquals(all.row(found.branch(), row), alone.branch());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void everyRunHasTheSameBits(ElementType type) {
    ResidualProblem problem = problem(131, 66, Dropped.RESULT, type);
    ResidualCase residual = ResidualCase.random(problem, Added.SCALED_BRANCH, true);
    Result found = residual.run(cuda);
    ShimDevice small = new ShimDevice(new DeviceProperties(0, "small", 8, 0, 1, 0, 0, 0, 1L << 30));
    Result again = residual.run(new CudaResidual(small, () -> 0));
    assertArrayEquals(found.result(), again.result());
    assertArrayEquals(found.statistics(), again.statistics());
    assertArrayEquals(found.x(), again.x());
    assertArrayEquals(found.branch(), again.branch());
    assertArrayEquals(found.alpha(), again.alpha());
    assertArrayEquals(found.gamma(), again.gamma());
    assertArrayEquals(found.beta(), again.beta());
  }

  @ParameterizedTest
  @EnumSource(Shifted.class)
  void arraysMayStartAtAnyElement(Shifted shifted) {
    for (ElementType type : TYPES) {
      ResidualProblem problem = problem(3, 34, Dropped.BRANCH, type);
      ResidualCase residual = ResidualCase.random(problem, Added.SCALED_BRANCH, true);
      compare(residual, residual.run(cuda, shifted));
    }
  }

  @Test
  void pairsNeedAnEvenSizeAndTheirAlignment() {
    assertEquals(2, units(34, ElementType.BFLOAT16, 4, 8));
    assertEquals(1, units(33, ElementType.BFLOAT16, 4, 8));
    assertEquals(1, units(34, ElementType.BFLOAT16, 2, 8));
    assertEquals(1, units(34, ElementType.BFLOAT16, 4, 4));
    assertEquals(1, units(34, ElementType.FLOAT32, 4, 8));
  }

  @Test
  void wrongSizesAreNamed() {
    ResidualProblem problem = problem(2, 3, Dropped.RESULT, ElementType.BFLOAT16);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment four = memory(4);
    MemorySegment rows = memory(12);
    MemorySegment column = memory(12);
    String expected = " has 4 bytes, expected 12 bytes: (N, P) = (2, 3) of 2 bytes each";
    assertMessage(
        "ResidualArrays: x" + expected + "; result" + expected,
        () ->
            cuda.forward(
                problem,
                new ResidualArrays(four, none, none, column, column, none, memory(16), four)));
    assertMessage(
        "ResidualGradients: x"
            + expected
            + "; alpha is given, expected MemorySegment.NULL: there is no alpha",
        () ->
            cuda.backward(
                problem,
                new ResidualArrays(rows, none, none, column, column, none, memory(16), none),
                new ResidualGradients(rows, four, none, four, column, column)));
  }

  @Test
  void whatACardCannotDoIsRefused() {
    ResidualCase residual =
        ResidualCase.random(
            problem(1, 2, Dropped.RESULT, ElementType.FLOAT32), Added.NOTHING, false);
    assertMessage(
        "CudaResidual: found element type FLOAT64, expected FLOAT32 or BFLOAT16; use"
            + " KernelBackend.REFERENCE for FLOAT64",
        () -> residual.in(ElementType.FLOAT64).run(cuda));
    ResidualKernel old =
        new CudaResidual(
            new ShimDevice(new DeviceProperties(1, "Tesla T4", 7, 5, 40, 0, 0, 0, 1L << 34)),
            () -> 0);
    compare(residual, residual.run(old));
    assertEquals(
        "cuda:1 (Tesla T4, compute capability 7.5) has no bfloat16, which takes compute capability"
            + " 8.0; use float32",
        assertThrows(CudaException.class, () -> residual.in(ElementType.BFLOAT16).run(old))
            .getMessage());
    MemorySegment none = MemorySegment.NULL;
    MemorySegment heap = MemorySegment.ofArray(new float[2]);
    MemorySegment eight = memory(8);
    assertMessage(
        "x: found memory of Java's heap, expected memory that the card reaches",
        () ->
            cuda.forward(
                residual.problem(),
                new ResidualArrays(heap, none, none, eight, eight, none, eight, eight)));
  }

  private static ResidualProblem problem(int rows, int size, Dropped dropped, ElementType type) {
    return new ResidualProblem(rows, size, EPSILON, dropped, type);
  }

  private void compare(ResidualCase residual) {
    compare(residual, residual.run(cuda));
  }

  private void compare(ResidualCase residual, Result found) {
    Result expected = residual.in(ElementType.FLOAT64).run(twin);
    ResidualProblem problem = residual.problem();
    double relative = problem.type() == ElementType.BFLOAT16 ? BFLOAT16 : 0;
    String of = " of " + problem;
    assertTrue(found.result().length > 0);
    close("statistics" + of, expected.statistics(), found.statistics(), NORMED, 0);
    close("result" + of, expected.result(), found.result(), RESULT, relative);
    close("x" + of, expected.x(), found.x(), GRADIENT, relative);
    close("branch" + of, expected.branch(), found.branch(), MAX_KEPT * GRADIENT, relative);
    // Errors of both signs: of a sum of n they are some sqrt(n) times those of one.
    double column = Math.sqrt(problem.rows()) * MAX_KEPT * NORMED;
    close("gamma" + of, expected.gamma(), found.gamma(), column, 0);
    close("beta" + of, expected.beta(), found.beta(), column, 0);
    double all = Math.sqrt((double) problem.rows() * problem.size()) * 2 * MAX_KEPT * GRADIENT;
    close("alpha" + of, expected.alpha(), found.alpha(), all, 0);
  }

  private static void close(
      String name, double[] expected, double[] found, double absolute, double relative) {
    TensorAssert.assertClose(name, expected, found, absolute, relative);
  }

  private static void assertChunks(int size, int rows, int chunkRows, int chunks) {
    ResidualProblem problem = problem(rows, size, Dropped.RESULT, ElementType.FLOAT32);
    assertEquals(chunkRows, ResidualGeometry.chunkRows(problem));
    assertEquals(chunks, ResidualGeometry.chunks(problem));
  }

  private static int units(int size, ElementType type, long x, long gamma) {
    MemorySegment none = MemorySegment.NULL;
    ResidualArrays arrays =
        new ResidualArrays(
            MemorySegment.ofAddress(x),
            none,
            none,
            MemorySegment.ofAddress(gamma),
            none,
            none,
            none,
            none);
    ResidualProblem problem = problem(1, size, Dropped.RESULT, type);
    return ResidualOptions.of(ResidualCall.forward(problem, arrays)).units();
  }

  // Only its size counts.
  private static MemorySegment memory(int bytes) {
    return MemorySegment.ofAddress(64).reinterpret(bytes);
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
