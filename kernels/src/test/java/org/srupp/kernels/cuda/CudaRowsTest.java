package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rows.cu}, run by the processor, against plain loops. */
class CudaRowsTest {
  private final CudaRows cuda = new CudaRows(ShimDevice.large(), () -> 0);
  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest(name = "rows={0} moved={1} width={2}")
  @CsvSource({"1,1,1", "3,7,5", "17,300,31", "400,61,257"})
  void rowsAreCopiedAndAddedInOrder(int rows, int moved, int width) {
    SplittableRandom random = new SplittableRandom(rows);
    float[] table = values(random, rows * width);
    float[] addends = values(random, moved * width);
    int[] chosen = random.ints(moved, 0, rows).toArray();
    int[] shuffled = random.ints(moved, 0, moved).toArray();
    float[] gathered = new float[moved * width];
    float[] sums = table.clone();
    for (int i = 0; i < moved; i++) {
      System.arraycopy(table, chosen[i] * width, gathered, i * width, width);
      for (int j = 0; j < width; j++) {
        sums[chosen[i] * width + j] += addends[shuffled[i] * width + j];
      }
    }
    MemorySegment to = memory(new float[moved * width]);
    cuda.copy(to, null, memory(table), chosen, 4L * width);
    assertArrayEquals(gathered, floats(to));
    MemorySegment sum = memory(table);
    cuda.add(sum, chosen, memory(addends), shuffled, 4L * width);
    assertArrayEquals(sums, floats(sum), "the bits of adding one after the other");
  }

  @Test
  void rowsWithoutNumbersAreTheFirst() {
    MemorySegment to = memory(new float[6]);
    MemorySegment from = memory(1, 2, 3, 4);
    cuda.copy(to, new int[] {2, 0}, from, null, 8);
    assertArrayEquals(new float[] {3, 4, 0, 0, 1, 2}, floats(to));
    cuda.add(to, new int[] {2, 2}, from, null, 8);
    assertArrayEquals(new float[] {3, 4, 0, 0, 5, 8}, floats(to));
    cuda.add(to, new int[0], from, null, 8);
  }

  @Test
  void consecutiveRowsAreCopied() {
    MemorySegment from = memory(1, 2, 3, 4, 5, 6);
    MemorySegment to = memory(new float[6]);
    cuda.copy(to, null, from, new int[] {1, 2}, 8);
    assertArrayEquals(new float[] {3, 4, 5, 6, 0, 0}, floats(to));
    cuda.copy(to, null, from, new int[0], 8);
    cuda.copy(to, null, from, new int[] {2, 1}, 8);
    assertArrayEquals(new float[] {5, 6, 3, 4, 0, 0}, floats(to));
  }

  @Test
  void rowsOfAnOddNumberOfBfloat16AreCopied() {
    MemorySegment from = arena.allocateFrom(ValueLayout.JAVA_SHORT, new short[] {1, 2, 3, 4, 5, 6});
    MemorySegment to = arena.allocateFrom(ValueLayout.JAVA_SHORT, new short[9]);
    cuda.copy(to, new int[] {2, 0}, from, null, 6);
    assertArrayEquals(new short[] {4, 5, 6, 0, 0, 0, 1, 2, 3}, to.toArray(ValueLayout.JAVA_SHORT));
  }

  @Test
  void rowsOutsideTheMemoryAreRefused() {
    MemorySegment two = memory(1, 2, 3, 4);
    assertEquals(
        "from: found rows 2 to 2 of 8 bytes, 1 in all, expected 1 that 16 bytes hold",
        assertThrows(
                IllegalArgumentException.class,
                () -> cuda.copy(two, null, memory(1, 2, 3, 4), new int[] {2}, 8))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> cuda.add(two, new int[] {-1}, two, null, 8));
    assertThrows(
        IllegalArgumentException.class,
        () -> cuda.add(two, new int[] {1}, two, new int[] {0, 1}, 8));
  }

  private static float[] values(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private MemorySegment memory(float... values) {
    return arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
  }

  private static float[] floats(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_FLOAT);
  }
}
