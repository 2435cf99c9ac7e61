package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.TensorAssert;

/** The CUDA source, run by the processor, against the twin and the authors' numbers. */
class CudaRecurrenceTest {
  private static final int GOLDEN_CASES = 23;
  // Relative to the largest value of an array: four roundings of 2^-24 a step, carried on by gates
  // below 1, and sums over time and streams.
  private static final double FLOAT32 = 1e-5;
  // Both round what they store by 2^-9, and a gate in the middle of two such numbers may go to one
  // here, the other there.
  private static final double BFLOAT16 = 1e-2;

  private final RecurrenceKernel twin = new ReferenceRecurrence();
  private final RecurrenceKernel cuda = new CudaRecurrence(ShimDevice.large(), () -> 0);

  @Test
  void allGoldenCasesAreMet() {
    List<GoldenCase> cases = Golden.ofKind("recurrence");
    for (GoldenCase golden : cases) {
      RecurrenceGoldenTest.compare(
          golden,
          cuda,
          ElementType.FLOAT32,
          RecurrenceGoldenTest.FLOAT32_OUT,
          RecurrenceGoldenTest.FLOAT32_GRAD);
    }
    System.out.println(
        "CUDA recurrence compiled as C++: " + cases.size() + " golden cases of the authors' code");
    assertEquals(GOLDEN_CASES, cases.size());
  }

  @Test
  void everyCombinationOfOptionsAgreesWithTheTwin() {
    for (RecurrenceCase recurrence :
        RecurrenceCases.allOptions(5, 3, 7, new SplittableRandom(17))) {
      compare(recurrence, ElementType.FLOAT32, FLOAT32);
    }
  }

  @Test
  void everyCombinationOfOptionsAgreesWithTheTwinInPairsOfBfloat16() {
    for (RecurrenceCase recurrence :
        RecurrenceCases.allOptions(5, 3, 6, new SplittableRandom(19))) {
      compare(recurrence, ElementType.BFLOAT16, BFLOAT16);
    }
  }

  @ParameterizedTest(name = "L={0} B={1} D={2}")
  @CsvSource({"1,1,2", "2,3,34", "25,2,6", "31,1,14", "49,5,22", "97,3,10", "3,7,514"})
  void anySizeAgreesWithTheTwin(int length, int batch, int units) {
    SplittableRandom random = new SplittableRandom(length);
    for (RecurrenceCase recurrence :
        List.of(
            RecurrenceCases.everything(length, batch, units, random),
            RecurrenceCases.languageModel(length, batch, units, random),
            RecurrenceCases.languageModel(length, batch, units + 1, random))) {
      compare(recurrence, ElementType.FLOAT32, FLOAT32);
      compare(recurrence, ElementType.BFLOAT16, BFLOAT16);
    }
  }

  @ParameterizedTest(name = "{0} processors, memory at {1} kHz")
  @CsvSource({"1,1000", "1,0", "132,3201000", "20000,3201000"})
  void theCardDoesNotChangeTheResult(int processors, int memoryKilohertz) {
    ShimDevice card =
        new ShimDevice(
            new DeviceProperties(
                0, "shim", 8, 0, processors, 1_000_000, memoryKilohertz, 4096, 1L << 34));
    RecurrenceCase recurrence = RecurrenceCases.languageModel(29, 3, 302, new SplittableRandom(23));
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.BFLOAT16)) {
      Map<String, double[]> expected = recurrence.run(cuda, type, true);
      Map<String, double[]> found = recurrence.run(new CudaRecurrence(card, () -> 0), type, true);
      expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }
  }

  @Test
  void gradientsMayReplaceTheInput() {
    RecurrenceCase recurrence = RecurrenceCases.everything(30, 2, 12, new SplittableRandom(29));
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.BFLOAT16)) {
      Map<String, double[]> apart = recurrence.run(cuda, type, false);
      Map<String, double[]> inPlace = recurrence.run(cuda, type, true);
      apart.forEach((name, values) -> assertArrayEquals(values, inPlace.get(name), name));
    }
  }

  /** In the mean over an array; single small values may be off by more. */
  @Test
  void bfloat16StaysWithinAHundredthOfTheExactResult() {
    RecurrenceCase recurrence =
        rounded(RecurrenceCases.languageModel(97, 5, 62, new SplittableRandom(41)));
    Map<String, double[]> exact = recurrence.run(twin, ElementType.FLOAT64, false);
    Map<String, double[]> found = recurrence.run(cuda, ElementType.BFLOAT16, false);
    exact.forEach(
        (name, values) -> {
          double error = distance(values, found.get(name));
          assertTrue(error <= BFLOAT16 * norm(values), () -> name + " is off by " + error);
        });
  }

  @Test
  void saturatedGatesStayFinite() {
    RecurrenceCase recurrence = RecurrenceCases.languageModel(9, 2, 6, new SplittableRandom(31));
    double[] u = recurrence.inputs.get("u");
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) (u[i] * 200);
    }
    compare(recurrence, ElementType.FLOAT32, FLOAT32);
  }

  @Test
  void whatACardCannotDoIsRefused() {
    RecurrenceCase recurrence = RecurrenceCases.languageModel(2, 2, 4, new SplittableRandom(37));
    assertEquals(
        "CudaRecurrence: found element type FLOAT64, expected FLOAT32 or BFLOAT16; use KernelBackend.REFERENCE for"
            + " FLOAT64",
        assertThrows(
                IllegalArgumentException.class,
                () -> recurrence.run(cuda, ElementType.FLOAT64, false))
            .getMessage());
    RecurrenceKernel old =
        new CudaRecurrence(
            new ShimDevice(new DeviceProperties(1, "Tesla T4", 7, 5, 40, 0, 0, 0, 1L << 34)),
            () -> 0);
    assertEquals(
        "cuda:1 (Tesla T4, compute capability 7.5) has no bfloat16, which takes compute capability 8.0; use float32",
        assertThrows(CudaException.class, () -> recurrence.run(old, ElementType.BFLOAT16, false))
            .getMessage());
  }

  @Test
  void memoryOfJavasHeapIsRefused() {
    RecurrenceProblem problem =
        new RecurrenceProblem(
            1, 1, 1, Direction.FORWARD, 3, false, 1, Activation.IDENTITY, ElementType.FLOAT32);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment one = MemorySegment.ofArray(new float[1]);
    MemorySegment two = MemorySegment.ofArray(new float[2]);
    RecurrenceArrays arrays =
        new RecurrenceArrays(
            MemorySegment.ofArray(new float[3]), none, two, two, none, none, none, none, one, one);
    assertEquals(
        "u: found memory of Java's heap, expected memory that the card reaches",
        assertThrows(IllegalArgumentException.class, () -> cuda.forward(problem, arrays))
            .getMessage());
  }

  // The twin computes in double; what it stores has the type, so that both read the same gates.
  private void compare(RecurrenceCase recurrence, ElementType type, double limit) {
    ElementType exactly = type == ElementType.BFLOAT16 ? type : ElementType.FLOAT64;
    Map<String, double[]> expected = recurrence.run(twin, exactly, false);
    Map<String, double[]> found = recurrence.run(cuda, type, false);
    expected.forEach(
        (name, values) -> {
          double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
          TensorAssert.assertClose(
              name + " of " + recurrence.problem, values, found.get(name), limit * largest, 0);
        });
    assertTrue(expected.size() > 2);
  }

  private static double distance(double[] values, double[] others) {
    double[] differences = values.clone();
    Arrays.setAll(differences, i -> values[i] - others[i]);
    return norm(differences);
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  // What bfloat16 holds exactly; parameters are float32.
  private static RecurrenceCase rounded(RecurrenceCase recurrence) {
    RecurrenceCase copy = recurrence.on(recurrence.problem);
    copy.inputs.replaceAll(
        (name, values) -> {
          boolean parameter = name.equals("weightC") || name.equals("bias");
          double[] rounded = values.clone();
          for (int i = 0; i < rounded.length && !parameter; i++) {
            rounded[i] = Bfloat16.toFloat(Bfloat16.of((float) rounded[i]));
          }
          return rounded;
        });
    return copy;
  }
}
