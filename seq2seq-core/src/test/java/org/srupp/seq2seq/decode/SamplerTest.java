package org.srupp.seq2seq.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
  private static final int DRAWS = 100_000;
  private static final float NEVER = Float.NEGATIVE_INFINITY;

  @Test
  void tokensComeAsOftenAsTheirProbabilitySays() {
    assertFrequencies(1, 0, 1, softmax(1, 0, -1, 2, 0.5), 0, -1, 2, 0.5);
  }

  @Test
  void theTemperatureDividesTheLogits() {
    assertFrequencies(0.5, 0, 1, softmax(0.5, 0, -1, 2, 0.5), 0, -1, 2, 0.5);
    assertFrequencies(3, 0, 1, softmax(3, 0, -1, 2, 0.5), 0, -1, 2, 0.5);
  }

  @Test
  void topKKeepsTheLikeliestAndOfEqualOnesTheSmallerIds() {
    double[] kept = softmax(1, 2, 1, 1);
    double[] expected = {0, kept[1], 0, kept[0], kept[2], 0};
    assertFrequencies(1, 3, 1, expected, 0, 1, -1, 2, 1, 1);
    assertFrequencies(1, 9, 1, softmax(1, 0, 1, -1), 0, 1, -1);
  }

  /** Probabilities 1/2, 1/4, 1/8, 1/8: the cut lies between sums that no rounding reaches. */
  @ParameterizedTest(name = "top-p {0} leaves {1}")
  @CsvSource({"1e-9,1", "0.49,1", "0.51,2", "0.74,2", "0.76,3", "0.87,3", "0.88,4", "0.9999,4"})
  void topPKeepsTheFewestThatReachIt(double topP, int left) {
    double[] logits = {Math.log(0.125), Math.log(0.5), Math.log(0.125), Math.log(0.25)};
    int[] order = {1, 3, 0, 2};
    double[] sorted = {0.5, 0.25, 0.125, 0.125};
    double total = Arrays.stream(sorted, 0, left).sum();
    double[] expected = new double[4];
    for (int i = 0; i < left; i++) {
      expected[order[i]] = sorted[i] / total;
    }
    assertFrequencies(1, 0, topP, expected, logits);
  }

  @Test
  void topPCountsWhatTemperatureAndTopKLeft() {
    // At temperature 0.5 and with the best two only, the shares are 0.9 and 0.1.
    double[] logits = {Math.log(3), 0, -1};
    assertFrequencies(0.5, 2, 0.89, new double[] {1, 0, 0}, logits);
    assertFrequencies(0.5, 2, 0.91, new double[] {0.9, 0.1, 0}, logits);
  }

  @Test
  void topKOfOneAndTemperatureZeroAndTinyTopPAreGreedy() {
    SplittableRandom random = new SplittableRandom(3);
    Sampler one = new Sampler(new SamplingConfig(1, 1, 1), 1);
    Sampler cold = new Sampler(new SamplingConfig(0, 0, 1), 2);
    Sampler narrow = new Sampler(new SamplingConfig(1, 0, 1e-12), 3);
    for (int trial = 0; trial < 2_000; trial++) {
      float[] logits = new float[random.nextInt(1, 70)];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = random.nextInt(-3, 4); // ties are common
      }
      int greedy = 0;
      for (int i = 1; i < logits.length; i++) {
        greedy = logits[i] > logits[greedy] ? i : greedy;
      }
      MemorySegment row = MemorySegment.ofArray(logits);
      assertEquals(greedy, one.next(row, logits.length));
      assertEquals(greedy, cold.next(row, logits.length));
      assertEquals(greedy, narrow.next(row, logits.length));
    }
  }

  @Test
  void bothZerosAreOneValue() {
    MemorySegment row = MemorySegment.ofArray(new float[] {-0f, 0f, -0f});
    assertEquals(0, new Sampler(new SamplingConfig(1, 0, 1e-9), 1).next(row, 3));
  }

  @Test
  void theSeedAloneDecides() {
    float[] logits = {0, 0.1f, 0.2f, 0.3f, 0.4f};
    assertArrayEquals(draws(7, logits), draws(7, logits));
    assertFalse(Arrays.equals(draws(7, logits), draws(8, logits)));
  }

  private static int[] draws(long seed, float[] logits) {
    Sampler sampler = new Sampler(new SamplingConfig(1.3, 4, 0.95), seed);
    MemorySegment row = MemorySegment.ofArray(logits);
    return IntStream.range(0, 50).map(i -> sampler.next(row, logits.length)).toArray();
  }

  @Test
  void theImpossibleIsNeverDrawn() {
    double[] only = {0, 0, 1, 0};
    for (int topK : new int[] {0, 2, 4}) {
      for (double topP : new double[] {0.5, 1}) {
        Sampler sampler = new Sampler(new SamplingConfig(5, topK, topP), 1);
        MemorySegment row = MemorySegment.ofArray(new float[] {NEVER, NEVER, -3, NEVER});
        for (int i = 0; i < 100; i++) {
          assertEquals(1, only[sampler.next(row, 4)]);
        }
      }
    }
  }

  @Test
  void brokenLogitsAreRefused() {
    Sampler sampler = new Sampler(new SamplingConfig(1, 0, 1), 1);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, NEVER}) {
      MemorySegment row = MemorySegment.ofArray(new float[] {bad, bad});
      assertEquals(
          "the logits have the maximum "
              + bad
              + ", expected a finite one; the model's weights or inputs are broken",
          assertThrows(IllegalStateException.class, () -> sampler.next(row, 2)).getMessage());
    }
  }

  @Test
  void everyWrongSettingIsNamedAtOnce() {
    assertEquals(
        "temperature must be at least 0 and finite, found -1.0; top-k must be at least 0, where 0"
            + " is all tokens, found -2; top-p must be above 0 and at most 1, found 0.0",
        assertThrows(IllegalArgumentException.class, () -> new SamplingConfig(-1, -2, 0))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new SamplingConfig(Double.NaN, 0, Double.NaN));
  }

  private static double[] softmax(double temperature, double... logits) {
    double[] weights = Arrays.stream(logits).map(x -> Math.exp(x / temperature)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(x -> x / sum).toArray();
  }

  private static void assertFrequencies(
      double temperature, int topK, double topP, double[] expected, double... logits) {
    float[] row = new float[logits.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) logits[i];
    }
    Sampler sampler = new Sampler(new SamplingConfig(temperature, topK, topP), 42);
    int[] counts = new int[row.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.next(MemorySegment.ofArray(row), row.length)]++;
    }
    for (int id = 0; id < row.length; id++) {
      double p = expected[id];
      double difference = Math.abs(counts[id] - DRAWS * p);
      // Five standard deviations of a binomial count; none at all where p is 0 or 1.
      double limit = 5 * Math.sqrt(DRAWS * p * (1 - p)) + 1e-6;
      assertTrue(difference <= limit, "id " + id + " came " + counts[id] + " times, p is " + p);
    }
  }
}
