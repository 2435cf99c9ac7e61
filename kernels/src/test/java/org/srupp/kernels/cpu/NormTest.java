package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.NormKernel;
import org.srupp.testkit.TensorAssert;

/** Residual connection and normalisation against the twin, and by hand. */
class NormTest {
  private static final float EPSILON = 1e-5f;

  private final NormKernel vector = new VectorNorm();
  private final NormKernel twin = new ReferenceNorm();

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat(-2, 3);
    }
    return values;
  }

  private static MemorySegment memory(float[] values) {
    return values == null ? MemorySegment.NULL : MemorySegment.ofArray(values);
  }

  private static float[] run(
      NormKernel kernel, int rows, int size, float[] x, float[] o, float[] gamma, float[] beta) {
    float[] out = new float[x.length];
    Arrays.fill(out, Float.NaN);
    kernel.residualNorm(
        rows,
        size,
        memory(x),
        memory(o),
        -0.75f,
        memory(gamma),
        memory(beta),
        EPSILON,
        memory(out));
    return out;
  }

  @ParameterizedTest(name = "rows={0} size={1}")
  @CsvSource({
    "1,1", "3,2", "2,3", "5,4", "1,7", "2,8", "3,15", "2,16", "4,17", "2,31", "2,33", "3,61",
    "1,64", "2,129", "3,256", "2,257"
  })
  void vectorAgreesWithTwin(int rows, int size) {
    Random random = new Random(size);
    float[] x = random(random, rows * size);
    float[] o = random(random, rows * size);
    float[] gamma = random(random, size);
    float[] beta = random(random, size);
    for (float[] added : new float[][] {o, null}) {
      for (float[] factor : new float[][] {gamma, null}) {
        // Sums of 257 numbers below 5 in about 70 roundings: the mean is off by 70 * 5 * 2^-24 at
        // worst. A row of 1 has no spread: its error is multiplied by 1 / sqrt(epsilon) = 316, but
        // then the mean is exact. Two equal halves of a row of 2 or 3 never come this close.
        TensorAssert.assertClose(
            "norm with " + (added == null ? "nothing" : "o") + (factor == null ? "" : ", gamma"),
            run(twin, rows, size, x, added, factor, beta),
            run(vector, rows, size, x, added, factor, beta),
            2e-5,
            1e-6);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 37})
  void nothingAddedAndNothingNormalisedIsACopy(int size) {
    float[] x = random(new Random(size), 3 * size);
    assertArrayEquals(x, run(vector, 3, size, x, null, null, null));
    assertArrayEquals(x, run(twin, 3, size, x, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 16, 67})
  void inPlaceGivesTheSameBits(int size) {
    Random random = new Random(size);
    float[] x = random(random, 3 * size);
    float[] o = random(random, 3 * size);
    float[] gamma = random(random, size);
    float[] beta = random(random, size);
    for (float[] added : new float[][] {o, null}) {
      for (float[] factor : new float[][] {gamma, null}) {
        float[] apart = run(vector, 3, size, x, added, factor, beta);
        float[] place = x.clone();
        MemorySegment memory = MemorySegment.ofArray(place);
        vector.residualNorm(
            3, size, memory, memory(added), -0.75f, memory(factor), memory(beta), EPSILON, memory);
        assertArrayEquals(apart, place);
      }
    }
  }

  @Test
  void aRowHasTheSameBitsWhateverRowsAreAroundIt() {
    int size = 43;
    Random random = new Random(1);
    float[] x = random(random, 5 * size);
    float[] o = random(random, 5 * size);
    float[] gamma = random(random, size);
    float[] beta = random(random, size);
    float[] all = run(vector, 5, size, x, o, gamma, beta);
    for (int row = 0; row < 5; row++) {
      int from = row * size;
      float[] alone =
          run(
              vector,
              1,
              size,
              Arrays.copyOfRange(x, from, from + size),
              Arrays.copyOfRange(o, from, from + size),
              gamma,
              beta);
      assertArrayEquals(Arrays.copyOfRange(all, from, from + size), alone);
    }
  }

  @Test
  void compilingTheKernelChangesNoBit() {
    Random random = new Random(12);
    float[] x = random(random, 64);
    float[] gamma = random(random, 64);
    float[] first = run(vector, 1, 64, x, null, gamma, gamma);
    // The compilers step in after some thousands of calls.
    for (int i = 0; i < 50_000; i++) {
      assertArrayEquals(first, run(vector, 1, 64, x, null, gamma, gamma));
    }
  }

  @Test
  void rowsPastTheLastAreNotTouched() {
    float[] out = {9, 9, 9, 9, 9, 9};
    vector.residualNorm(
        1,
        3,
        memory(new float[] {1, 2, 3}),
        MemorySegment.NULL,
        0,
        memory(new float[] {2, 2, 2}),
        memory(new float[] {1, 1, 1}),
        EPSILON,
        memory(out));
    // Mean 2, variance 2/3: (1 - 2) / sqrt(0.66667667) * 2 + 1.
    assertEquals(1 - 2 / Math.sqrt(2 / 3.0 + 1e-5), out[0], 1e-6);
    assertEquals(1, out[1], 1e-6);
    assertEquals(1 + 2 / Math.sqrt(2 / 3.0 + 1e-5), out[2], 1e-6);
    assertArrayEquals(new float[] {9, 9, 9}, Arrays.copyOfRange(out, 3, 6));
  }
}
