package org.srupp.seq2seq.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowScannerTest {
  @ParameterizedTest(name = "V={0} k={1} range={2}")
  @CsvSource({
    "1,1,1",
    "2,5,3",
    "3,2,10",
    "7,7,1",
    "15,4,50",
    "17,3,80",
    "61,9,5",
    "257,9,30",
    "1023,5,10",
    "1025,8,200",
    "5003,6,20",
    "50000,9,15"
  })
  void agreesWithTheTwin(int vocabularySize, int width, float range) {
    float[] logits = random(3 * vocabularySize, range);
    RowTops tops =
        new RowScanner(width, true).scan(MemorySegment.ofArray(logits), 3, vocabularySize);
    RowTops topsOnly =
        new RowScanner(width, false).scan(MemorySegment.ofArray(logits), 3, vocabularySize);
    for (int row = 0; row < 3; row++) {
      float[] values = Arrays.copyOfRange(logits, row * vocabularySize, (row + 1) * vocabularySize);
      int[] order = order(values, width);
      int first = row * width;
      assertEquals(order.length, tops.counts()[row]);
      assertArrayEquals(order, Arrays.copyOfRange(tops.ids(), first, first + order.length));
      assertArrayEquals(order, Arrays.copyOfRange(topsOnly.ids(), first, first + order.length));
      for (int place = 0; place < order.length; place++) {
        assertEquals(values[order[place]], tops.values()[first + place]);
      }
      // Exponentials err by 2e-7 relative, float sums of 1024 elements in 4 lanes or more by at
      // most 256 * 2^-24 but on average by far less.
      assertEquals(logSumExp(values), tops.logSums()[row], 2e-6);
    }
  }

  @ParameterizedTest(name = "V={0} k={1}")
  @CsvSource({"1,1", "17,3", "257,9", "1023,5", "1025,8", "5003,6"})
  void scalarScansHaveTheSameBits(int vocabularySize, int width) {
    MemorySegment logits = MemorySegment.ofArray(random(3 * vocabularySize, 20));
    RowTops lanes = new RowScanner(width, true).scan(logits, 3, vocabularySize);
    ScalarScan.next(Long.MAX_VALUE);
    try {
      RowTops scalar = new RowScanner(width, true).scan(logits, 3, vocabularySize);
      assertArrayEquals(lanes.counts(), scalar.counts());
      assertArrayEquals(lanes.ids(), scalar.ids());
      assertArrayEquals(lanes.values(), scalar.values());
      assertArrayEquals(lanes.logSums(), scalar.logSums());
    } finally {
      ScalarScan.next(0);
    }
  }

  @Test
  void equalValuesKeepTheirOrder() {
    float[] logits = new float[100];
    logits[40] = 1;
    logits[70] = 1;
    RowTops tops = new RowScanner(5, false).scan(MemorySegment.ofArray(logits), 1, 100);
    assertArrayEquals(new int[] {40, 70, 0, 1, 2}, tops.ids());
  }

  @Test
  void minusInfinityIsNoCandidate() {
    float[] logits = new float[37];
    Arrays.fill(logits, Float.NEGATIVE_INFINITY);
    logits[36] = 2;
    logits[5] = 2;
    RowTops tops = new RowScanner(5, true).scan(MemorySegment.ofArray(logits), 1, 37);
    assertEquals(2, tops.counts()[0]);
    assertArrayEquals(new int[] {5, 36}, Arrays.copyOf(tops.ids(), 2));
    assertEquals(2 + Math.log(2), tops.logSums()[0], 1e-6);
    Arrays.fill(logits, Float.NEGATIVE_INFINITY);
    assertThrows(
        IllegalStateException.class,
        () -> new RowScanner(5, true).scan(MemorySegment.ofArray(logits), 1, 37));
  }

  @ParameterizedTest
  @CsvSource({"0", "15", "16", "36"})
  void nanIsFoundWhereverItStands(int at) {
    float[] logits = new float[37];
    logits[at] = Float.NaN;
    var failure =
        assertThrows(
            IllegalStateException.class,
            () -> new RowScanner(2, false).scan(MemorySegment.ofArray(logits), 1, 37));
    assertTrue(
        failure.getMessage().startsWith("row 0 of the logits has the maximum NaN"),
        failure.getMessage());
  }

  @Test
  void rowsDoNotDependOnOthersOrOnThreads() {
    int vocabularySize = 4_099;
    int rows = 80; // several threads
    float[] logits = random(rows * vocabularySize, 10);
    var scanner = new RowScanner(9, true);
    try (Arena shared = Arena.ofShared();
        Arena confined = Arena.ofConfined()) {
      RowTops heap = scanner.scan(MemorySegment.ofArray(logits), rows, vocabularySize);
      RowTops parallel =
          scanner.scan(shared.allocateFrom(ValueLayout.JAVA_FLOAT, logits), rows, vocabularySize);
      RowTops oneThread =
          scanner.scan(confined.allocateFrom(ValueLayout.JAVA_FLOAT, logits), rows, vocabularySize);
      assertArrayEquals(heap.logSums(), parallel.logSums());
      assertArrayEquals(heap.ids(), parallel.ids());
      assertArrayEquals(heap.logSums(), oneThread.logSums());
      for (int row = 0; row < rows; row++) {
        float[] alone =
            Arrays.copyOfRange(logits, row * vocabularySize, (row + 1) * vocabularySize);
        assertEquals(
            heap.logSums()[row],
            scanner.scan(MemorySegment.ofArray(alone), 1, vocabularySize).logSums()[0]);
      }
    }
  }

  @Test
  void aSegmentThatIsTooSmallIsRefused() {
    var failure =
        assertThrows(
            IllegalStateException.class,
            () -> new RowScanner(2, true).scan(MemorySegment.ofArray(new float[9]), 2, 5));
    assertEquals("the scorer returned 36 bytes, expected 2 rows of 5 floats", failure.getMessage());
  }

  @Test
  void vectorExponentialAgreesWithTheLibrary() {
    VectorSpecies<Float> lanes = FloatVector.SPECIES_PREFERRED;
    float[] x = new float[lanes.length()];
    for (double value = -85.9; value <= 0; value += 0.0173) {
      Arrays.fill(x, (float) value);
      float actual = VectorExp.exp(FloatVector.fromArray(lanes, x, 0)).lane(lanes.length() - 1);
      double expected = Math.exp((float) value);
      assertTrue(
          Math.abs(actual - expected) <= 2e-7 * expected,
          value + ": " + actual + " for " + expected);
    }
    assertEquals(1f, VectorExp.exp(FloatVector.zero(lanes)).lane(0));
    float least = VectorExp.exp(FloatVector.broadcast(lanes, Float.NEGATIVE_INFINITY)).lane(0);
    assertTrue(least >= 0 && least < 1e-37, "" + least);
    assertTrue(Float.isNaN(VectorExp.exp(FloatVector.broadcast(lanes, Float.NaN)).lane(0)));
  }

  private static float[] random(int count, float range) {
    var random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-range, range);
    }
    return values;
  }

  private static int[] order(float[] values, int width) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -values[i]).thenComparing(i -> i))
        .limit(width)
        .mapToInt(i -> i)
        .toArray();
  }

  private static double logSumExp(float[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (float value : values) {
      sum += Math.exp(value - max);
    }
    return max + Math.log(sum);
  }
}
