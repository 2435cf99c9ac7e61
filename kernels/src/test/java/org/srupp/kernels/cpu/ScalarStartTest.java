package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.Activation;
import org.srupp.kernels.AttentionKernel.Keys;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceProblem;

/** What is computed one by one has the bits of what is computed in lanes. */
class ScalarStartTest {
  private static final MemorySegment NONE = MemorySegment.NULL;

  @AfterEach
  void lanesAgain() {
    ScalarStart.next(0);
  }

  /** Lets both write their results and compares the bits. */
  private static void assertSame(int results, Consumer<float[]> kernel) {
    float[] lanes = new float[results];
    float[] oneByOne = new float[results];
    ScalarStart.next(0);
    kernel.accept(lanes);
    ScalarStart.next(Long.MAX_VALUE);
    kernel.accept(oneByOne);
    assertArrayEquals(lanes, oneByOne);
  }

  private static MemorySegment random(int seed, int count) {
    float[] values = new float[count];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-3, 3);
    }
    return MemorySegment.ofArray(values);
  }

  @ParameterizedTest(name = "units={0} {1} maskAndCoefficients={2}")
  @CsvSource({
    "16,IDENTITY,false",
    "38,IDENTITY,false",
    "38,TANH,false",
    "38,IDENTITY,true",
    "38,TANH,true"
  })
  void recurrence(int units, Activation activation, boolean options) {
    int length = 5;
    int batch = 3;
    int rows = length * batch * units;
    RecurrenceProblem problem =
        new RecurrenceProblem(
            length, batch, units, Direction.BOTH, 3, true, 1.5f, activation, ElementType.FLOAT32);
    assertSame(
        2 * rows,
        results -> {
          MemorySegment out = MemorySegment.ofArray(results);
          new VectorRecurrence(new WorkerPool())
              .forward(
                  problem,
                  new RecurrenceArrays(
                      random(1, 3 * rows),
                      random(2, rows),
                      random(3, 2 * units),
                      random(4, 2 * units),
                      random(5, batch * units),
                      options ? random(6, batch * units) : NONE,
                      NONE,
                      options ? random(7, 2 * rows) : NONE,
                      out.asSlice(0, 4L * rows),
                      out.asSlice(4L * rows)));
        });
  }

  @ParameterizedTest(name = "size={0}")
  @ValueSource(ints = {5, 16, 50, 64})
  void normalisation(int size) {
    assertSame(
        3 * size,
        results ->
            new VectorNorm()
                .residualNorm(
                    3,
                    size,
                    random(1, 3 * size),
                    random(2, 3 * size),
                    0.7f,
                    random(3, size),
                    random(4, size),
                    1e-5f,
                    MemorySegment.ofArray(results)));
  }

  @ParameterizedTest(name = "size={0} heads={1}")
  @CsvSource({"16,1", "50,1", "64,2", "6,2"})
  void attention(int size, int heads) {
    Keys first = new Keys(random(1, 20 * size), new int[] {3, 0, 9, 5}, 4);
    Keys second = new Keys(random(2, 40 * size), new int[] {1, 17, 2}, 3);
    assertSame(
        size,
        results ->
            new VectorAttention()
                .attend(
                    size,
                    heads,
                    random(3, size),
                    0,
                    first,
                    second,
                    MemorySegment.ofArray(results),
                    0));
  }

  @ParameterizedTest(name = "values={0}")
  @ValueSource(ints = {40, 41})
  void endsAfterTheValuesAskedFor(int values) {
    int lanes = LaneMath.FLOATS.loopBound(40);
    ScalarStart.next(values);
    assertEquals(0, ScalarStart.bound(40));
    assertEquals(values == 40 ? lanes : 0, ScalarStart.bound(40));
    assertEquals(lanes, ScalarStart.bound(40));
  }
}
