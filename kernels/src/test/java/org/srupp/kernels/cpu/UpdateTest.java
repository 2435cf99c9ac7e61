package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;

class UpdateTest {
  private static final WorkerPool POOL = new WorkerPool(2);
  private static final WorkerPool ONE = new WorkerPool(1);
  private static final int[] SIZES = {1, 3, 7, 16, 17, 61, 257, 2 * VectorUpdate.BLOCK + 5};

  @AfterAll
  static void closePools() {
    POOL.close();
    ONE.close();
  }

  @ParameterizedTest
  @EnumSource(UpdateStep.Rule.class)
  void vectorAgreesWithTwin(UpdateStep.Rule rule) {
    for (int size : SIZES) {
      for (boolean withGradient : new boolean[] {true, false}) {
        Arrays expected = new Arrays(size);
        Arrays actual = new Arrays(size);
        new ReferenceUpdate().update(expected.memory(withGradient), step(rule));
        new VectorUpdate(POOL).update(actual.memory(withGradient), step(rule));
        // |w|, |g| < 6, v < 1 and size * m / root < 1: each at most four roundings of 2^-24.
        assertClose("w", expected.weight, actual.weight, 2e-6);
        assertClose("m", expected.m, actual.m, 1e-6);
        assertClose("v", expected.v, actual.v, 2e-6);
      }
    }
  }

  @Test
  void ruleNoneLeavesTheWeightAlone() {
    Arrays arrays = new Arrays(61);
    float[] before = arrays.weight.clone();
    new VectorUpdate(POOL).update(arrays.memory(true), step(UpdateStep.Rule.NONE));
    assertArrayEquals(before, arrays.weight);
  }

  @ParameterizedTest
  @EnumSource(UpdateStep.Rule.class)
  void threadsAndPlaceInTheArrayDoNotChangeBits(UpdateStep.Rule rule) {
    Arrays many = new Arrays(3 * VectorUpdate.BLOCK + 7);
    Arrays one = new Arrays(3 * VectorUpdate.BLOCK + 7);
    new VectorUpdate(POOL).update(many.memory(true), step(rule));
    UpdateKernel single = new VectorUpdate(ONE);
    single.update(one.memory(true), step(rule));
    assertArrayEquals(one.weight, many.weight);
    Arrays alone = new Arrays(3 * VectorUpdate.BLOCK + 7);
    for (int i = 0; i < 100; i++) {
      single.update(alone.element(i), step(rule));
      assertEquals(one.weight[i], alone.weight[i]);
      assertEquals(one.m[i], alone.m[i]);
      assertEquals(one.v[i], alone.v[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 16, 17, 61, 257, 3 * VectorUpdate.BLOCK + 5})
  void sumOfSquaresAgreesWithTwinAndWithAnyNumberOfThreads(int size) {
    MemorySegment values = MemorySegment.ofArray(new Arrays(size).gradient);
    double expected = new ReferenceUpdate().sumOfSquares(values, size);
    double actual = new VectorUpdate(POOL).sumOfSquares(values, size);
    // Sums in double of at most 5e4 positive numbers.
    assertEquals(expected, actual, 1e-11 * expected);
    assertEquals(actual, new VectorUpdate(ONE).sumOfSquares(values, size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 20_000, 32_772})
  void oneBadElementShowsInTheSumOfSquares(int index) {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = new Arrays(2 * VectorUpdate.BLOCK + 5).gradient;
      values[index] = bad;
      double sum =
          new VectorUpdate(POOL).sumOfSquares(MemorySegment.ofArray(values), values.length);
      assertTrue(!Double.isFinite(sum));
    }
    float[] large = {Float.MAX_VALUE, Float.MAX_VALUE};
    assertTrue(
        Double.isFinite(new VectorUpdate(ONE).sumOfSquares(MemorySegment.ofArray(large), 2)));
  }

  @Test
  void wrongSizesAndNumbersAreNamed() {
    MemorySegment three = MemorySegment.ofArray(new float[3]);
    MemorySegment two = MemorySegment.ofArray(new float[2]);
    assertMessage(
        "m: found 8 bytes, expected 12 as the weight",
        () -> new UpdateMemory(three, three, two, three, 3));
    assertMessage(
        "weight: found 12 bytes, expected 4 or 8 for each of 2 elements",
        () -> new UpdateMemory(three, three, two, three, 2));
    assertMessage(
        "values: found 12 bytes, expected 4 for each of 4 elements",
        () -> new VectorUpdate(ONE).sumOfSquares(three, 4));
    assertMessage(
        "size must be finite and not negative, found NaN; clip must be finite and in [0, 1], found 2.0",
        () -> new UpdateStep(UpdateStep.Rule.NONE, Double.NaN, 1, 0, 2, 0, 0, 0));
    MemorySegment doubles = MemorySegment.ofArray(new double[3]);
    UpdateMemory memory = new UpdateMemory(doubles, doubles, doubles, doubles, 3);
    assertMessage(
        "weight: found float64, expected float32; only the reference twin computes in float64",
        () -> new VectorUpdate(ONE).update(memory, step(UpdateStep.Rule.NONE)));
  }

  private static UpdateStep step(UpdateStep.Rule rule) {
    return new UpdateStep(rule, 0.02, 1.3, 0.01, 0.7, 0.9, 0.99, 1e-8);
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  private static void assertClose(String name, float[] expected, float[] actual, double delta) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= delta)) {
        throw new AssertionError(
            name + "[" + i + "]: expected " + expected[i] + ", found " + actual[i]);
      }
    }
  }

  private static final class Arrays {
    final float[] weight;
    final float[] gradient;
    final float[] m;
    final float[] v;

    Arrays(int size) {
      Random random = new Random(11);
      weight = new float[size];
      gradient = new float[size];
      m = new float[size];
      v = new float[size];
      for (int i = 0; i < size; i++) {
        weight[i] = (float) random.nextGaussian();
        gradient[i] = (float) random.nextGaussian();
        m[i] = (float) random.nextGaussian();
        v[i] = 0.1f + random.nextFloat() / 2;
      }
    }

    UpdateMemory memory(boolean withGradient) {
      return new UpdateMemory(
          MemorySegment.ofArray(weight),
          withGradient ? MemorySegment.ofArray(gradient) : MemorySegment.NULL,
          MemorySegment.ofArray(m),
          MemorySegment.ofArray(v),
          weight.length);
    }

    UpdateMemory element(int index) {
      return new UpdateMemory(
          slice(weight, index), slice(gradient, index), slice(m, index), slice(v, index), 1);
    }

    private static MemorySegment slice(float[] values, int index) {
      return MemorySegment.ofArray(values).asSlice((long) index * Float.BYTES, Float.BYTES);
    }
  }
}
