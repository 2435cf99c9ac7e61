package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.AttentionKernel;
import org.srupp.kernels.AttentionKernel.Keys;
import org.srupp.testkit.TensorAssert;

/** Attention of one query against its twin and against sums done by hand. */
class AttentionTest {
  private static final Keys NONE = new Keys(MemorySegment.NULL, new int[0], 0);
  private static final float POISON = Float.NaN;

  private final AttentionKernel vector = new VectorAttention();
  private final AttentionKernel twin = new ReferenceAttention();

  /** Keys and values in the rows of a table that nobody else reads; the other rows are poison. */
  private static Keys scattered(Random random, int size, int count, float scale) {
    int[] rows = random.ints(0, 3 * count + 1).distinct().limit(count).toArray();
    float[] table = new float[(3 * count + 1) * 2 * size];
    Arrays.fill(table, POISON);
    for (int row : rows) {
      for (int j = 0; j < 2 * size; j++) {
        float bound = j < size ? scale : 1;
        table[row * 2 * size + j] = random.nextFloat(-bound, bound);
      }
    }
    // More row numbers than are seen: those past the count must not be touched.
    int[] longer = Arrays.copyOf(rows, count + 3);
    Arrays.fill(longer, count, count + 3, Integer.MAX_VALUE);
    return new Keys(MemorySegment.ofArray(table), longer, count);
  }

  private static float[] random(Random random, int count, float bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat(-bound, bound);
    }
    return values;
  }

  /** One query in row 2 of 4, all others poison; its output goes to row 1 of 3 poisoned rows. */
  private static float[] attend(
      AttentionKernel kernel, int size, int heads, float[] query, Keys first, Keys second) {
    float[] queries = new float[4 * size];
    Arrays.fill(queries, POISON);
    System.arraycopy(query, 0, queries, 2 * size, size);
    float[] out = new float[3 * size];
    Arrays.fill(out, POISON);
    kernel.attend(
        size,
        heads,
        MemorySegment.ofArray(queries),
        2,
        first,
        second,
        MemorySegment.ofArray(out),
        1);
    float[] untouched = new float[size];
    Arrays.fill(untouched, POISON);
    assertArrayEquals(untouched, Arrays.copyOf(out, size), "row before");
    assertArrayEquals(untouched, Arrays.copyOfRange(out, 2 * size, 3 * size), "row after");
    return Arrays.copyOfRange(out, size, 2 * size);
  }

  @ParameterizedTest(name = "P={0} H={1} keys={2}+{3}")
  @CsvSource({
    "1,1,1,0",
    "1,1,0,1",
    "3,3,2,1",
    "4,1,0,5",
    "6,2,7,0",
    "7,1,3,4",
    "15,3,16,1",
    "16,4,1,16",
    "17,1,33,2",
    "33,11,5,5",
    "48,3,17,53",
    "61,1,70,0",
    "62,2,0,70",
    "64,2,31,32",
    "65,5,9,8",
    "128,8,12,30",
    "255,3,4,61",
    "257,1,20,50",
    "257,257,3,3"
  })
  void vectorAgreesWithTwin(int size, int heads, int firstKeys, int secondKeys) {
    Random random = new Random(size * 31L + firstKeys);
    float[] query = random(random, size, 1);
    Keys first = scattered(random, size, firstKeys, 1);
    Keys second = scattered(random, size, secondKeys, 1);
    // A score is below sqrt(257) = 16 in size and comes out of about 100 roundings of either sign:
    // 16 * sqrt(100) * 2^-24 = 1e-5 is the relative error of a weight; values are below 1.
    TensorAssert.assertClose(
        "attention",
        attend(twin, size, heads, query, first, second),
        attend(vector, size, heads, query, first, second),
        1e-5,
        0);
  }

  @ParameterizedTest(name = "P={0} H={1}")
  @CsvSource({"1,1", "5,5", "16,16", "35,7", "96,3"})
  void scoresOfTwoHundredDoNotOverflow(int size, int heads) {
    Random random = new Random(size);
    int width = size / heads;
    float[] query = new float[size];
    // Terms of +-200 / sqrt(width) each: a score is 200 at the most where all keys are +-1.
    Arrays.fill(query, (float) (200 / Math.sqrt(width)));
    Keys keys = scattered(random, size, 13, 1);
    for (int row : Arrays.copyOf(keys.rows(), keys.count())) {
      for (int j = 0; j < size; j++) {
        float sign = j == 0 ? 1 : random.nextBoolean() ? 1 : -1;
        keys.memory().setAtIndex(ValueLayout.JAVA_FLOAT, 2L * row * size + j, sign);
      }
    }
    // A score of 200 has an error of 32 * 200 * 2^-24 = 4e-4 at worst, and so have the weights.
    TensorAssert.assertClose(
        "attention",
        attend(twin, size, heads, query, keys, NONE),
        attend(vector, size, heads, query, keys, NONE),
        4e-4,
        0);
  }

  @Test
  void theOnlyLargeScoreTakesAllTheWeight() {
    float[] table = {1, 10, -1, 20, 2, 30};
    Keys keys = new Keys(MemorySegment.ofArray(table), new int[] {0, 1, 2}, 3);
    // Scores 1e30, -1e30 and 2e30: the differences are beyond any exponent.
    assertArrayEquals(new float[] {30}, attend(vector, 1, 1, new float[] {1e30f}, keys, NONE), 0f);
    assertArrayEquals(new float[] {20}, attend(vector, 1, 1, new float[] {-1e30f}, keys, NONE), 0f);
  }

  @Test
  void equalScoresAverageTheValues() {
    float[] table = {0, 0, 1, 2, 0, 0, 3, 6, 0, 0, 8, 1};
    Keys first = new Keys(MemorySegment.ofArray(table), new int[] {2, 0}, 2);
    Keys second = new Keys(MemorySegment.ofArray(table), new int[] {1}, 1);
    // Thirds and their products are rounded a few times at a size below 8.
    assertArrayEquals(
        new float[] {4, 3}, attend(vector, 2, 1, new float[] {5, -7}, first, second), 4e-6f);
  }

  @Test
  void aQueryHasTheSameBitsWhateverIsAroundIt() {
    Random random = new Random(3);
    int size = 61;
    float[] query = random(random, size, 1);
    Keys first = scattered(random, size, 9, 1);
    Keys second = scattered(random, size, 23, 1);
    float[] alone = attend(vector, size, 1, query, first, second);
    attend(vector, size, 1, random(random, size, 9), scattered(random, size, 70, 1), first);
    assertArrayEquals(alone, attend(vector, size, 1, query, first, second));
    // The same keys at other places of other memory, after a longer query has used the buffer.
    assertArrayEquals(
        alone, attend(vector, size, 1, query, moved(first, size), moved(second, size)));
    assertArrayEquals(alone, attend(new VectorAttention(), size, 1, query, first, second));
  }

  @Test
  void compilingTheKernelChangesNoBit() {
    Random random = new Random(11);
    int size = 64;
    float[] query = random(random, size, 1);
    Keys keys = scattered(random, size, 9, 1);
    float[] first = attend(vector, size, 1, query, keys, NONE);
    // The compilers step in after some thousands of calls.
    for (int i = 0; i < 20_000; i++) {
      assertArrayEquals(first, attend(vector, size, 1, query, keys, NONE));
    }
  }

  private static Keys moved(Keys keys, int size) {
    int[] rows = new int[keys.count()];
    float[] table = new float[(2 * rows.length + 5) * 2 * size];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 2 * (rows.length - i) + 1;
      MemorySegment.copy(
          keys.memory(),
          ValueLayout.JAVA_FLOAT,
          8L * keys.rows()[i] * size,
          table,
          rows[i] * 2 * size,
          2 * size);
    }
    return new Keys(MemorySegment.ofArray(table), rows, rows.length);
  }
}
