package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.testkit.TensorAssert;

/** {@code update.cu}, run by the processor, against the twin. */
class CudaUpdateTest {
  private static final int[] SIZES = {1, 3, 4, 7, 17, 61, 257, 4095, 4096, 4097, 12_293};

  private final CudaUpdate cuda = new CudaUpdate(ShimDevice.large(), () -> 0);
  private final ReferenceUpdate twin = new ReferenceUpdate();
  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest
  @EnumSource(UpdateStep.Rule.class)
  void everySizeAgreesWithTheTwin(UpdateStep.Rule rule) {
    for (int size : SIZES) {
      for (boolean withGradient : new boolean[] {true, false}) {
        for (int offset : new int[] {0, 1}) {
          UpdateMemory memory = memory(size, offset, withGradient, new SplittableRandom(size));
          compare(List.of(memory), rule);
        }
      }
    }
  }

  @Test
  void manyParametersAreUpdatedEachByItself() {
    List<UpdateMemory> parameters = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2 * UpdateGroup.MAX_PARAMETERS + 3; i++) {
      int most = i % 50 > 0 ? 60 : 9000;
      parameters.add(memory(1 + random.nextInt(most), i % 5, i % 7 > 0, random));
    }
    compare(parameters, UpdateStep.Rule.ADAPTIVE);
  }

  @Test
  void sumOfSquaresAgreesWithTheTwin() {
    List<MemorySegment> arrays = new ArrayList<>(List.of(MemorySegment.NULL));
    double total = 0;
    for (int size : SIZES) {
      MemorySegment values = array(size, 1, new SplittableRandom(size), x -> x);
      double expected = twin.sumOfSquares(values, size);
      assertEquals(expected, cuda.sumOfSquares(values, size), 1e-13 * expected);
      arrays.add(values);
      total += expected;
    }
    assertEquals(total, cuda.sumOfSquares(arrays), 1e-13 * total);
    assertEquals(0, cuda.sumOfSquares(MemorySegment.NULL, 0));
  }

  @Test
  void oneBadElementShowsInTheSumAndLargeOnesDoNot() {
    MemorySegment values = array(9001, 0, new SplittableRandom(5), x -> x);
    values.setAtIndex(ValueLayout.JAVA_FLOAT, 0, Float.MAX_VALUE);
    assertTrue(Double.isFinite(cuda.sumOfSquares(values, 9001)));
    values.setAtIndex(ValueLayout.JAVA_FLOAT, 8999, Float.NaN);
    assertFalse(Double.isFinite(cuda.sumOfSquares(values, 9001)));
  }

  @Test
  void wrongMemoryIsNamed() {
    MemorySegment three = arena.allocate(12);
    assertEquals(
        "values: found 12 bytes, expected 4 for each of 4 elements",
        assertThrows(IllegalArgumentException.class, () -> cuda.sumOfSquares(three, 4))
            .getMessage());
    MemorySegment doubles = arena.allocate(24);
    assertEquals(
        "weight: found float64, expected float32; only the reference twin computes in float64",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    cuda.update(
                        new UpdateMemory(doubles, doubles, doubles, doubles, 3),
                        step(UpdateStep.Rule.NONE)))
            .getMessage());
  }

  private void compare(List<UpdateMemory> parameters, UpdateStep.Rule rule) {
    List<UpdateMemory> expected = parameters.stream().map(this::copy).toList();
    expected.forEach(memory -> twin.update(memory, step(rule)));
    cuda.update(parameters, step(rule));
    for (int i = 0; i < parameters.size(); i++) {
      // |w| < 5, |m| < 1, v < 1: each at most four roundings of 2^-24.
      assertClose("w", expected.get(i).weight(), parameters.get(i).weight(), 2e-6);
      assertClose("m", expected.get(i).m(), parameters.get(i).m(), 1e-6);
      assertClose("v", expected.get(i).v(), parameters.get(i).v(), 1e-6);
    }
  }

  private UpdateMemory memory(int size, int offset, boolean withGradient, SplittableRandom random) {
    return new UpdateMemory(
        array(size, offset, random, x -> 5 * x),
        withGradient ? array(size, offset, random, x -> x) : MemorySegment.NULL,
        array(size, offset, random, x -> x),
        array(size, offset, random, x -> 0.1 + Math.abs(x) / 2),
        size);
  }

  // Starts at a multiple of 16 bytes and offset floats.
  private MemorySegment array(
      int size, int offset, SplittableRandom random, DoubleUnaryOperator function) {
    MemorySegment all = arena.allocate(4L * (size + offset), 16);
    MemorySegment values = all.asSlice(4L * offset);
    for (int i = 0; i < size; i++) {
      double value = function.applyAsDouble(random.nextDouble(-1, 1));
      values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value);
    }
    return values;
  }

  private UpdateMemory copy(UpdateMemory memory) {
    return new UpdateMemory(
        copy(memory.weight()),
        memory.gradient(),
        copy(memory.m()),
        copy(memory.v()),
        memory.count());
  }

  private MemorySegment copy(MemorySegment segment) {
    return arena.allocate(segment.byteSize(), 16).copyFrom(segment);
  }

  private static void assertClose(
      String name, MemorySegment expected, MemorySegment actual, double atol) {
    TensorAssert.assertClose(
        name,
        expected.toArray(ValueLayout.JAVA_FLOAT),
        actual.toArray(ValueLayout.JAVA_FLOAT),
        atol,
        0);
  }

  private static UpdateStep step(UpdateStep.Rule rule) {
    return new UpdateStep(rule, 0.02, 1.3, 0.01, 0.7, 0.9, 0.99, 1e-8);
  }
}
