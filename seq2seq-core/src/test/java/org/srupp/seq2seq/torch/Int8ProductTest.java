package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8ProductTest {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final Arena arena = Arena.ofShared();

  @BeforeEach
  void start() {
    TorchEngine.load();
    TorchEngine.threads(1);
  }

  @AfterEach
  void stop() {
    TorchEngine.threads(2);
    arena.close();
  }

  private MemorySegment floats(float... values) {
    return arena.allocateFrom(FLOAT, values);
  }

  private MemorySegment random(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return floats(values);
  }

  private float[] product(Int8Matrix weight, MemorySegment bias, boolean packed, MemorySegment x) {
    int rows = (int) (x.byteSize() / Float.BYTES / weight.inputs());
    MemorySegment y = arena.allocate((long) rows * weight.outputs() * Float.BYTES, 64);
    try (Int8Product product = new Int8Product(weight, bias, packed)) {
      product.apply(x, y, rows);
    }
    return y.toArray(FLOAT);
  }

  @ParameterizedTest(name = "packed={0}")
  @CsvSource({"true", "false"})
  void multipliesByHand(boolean packed) {
    // Both rows have scale 1 already, and so has x.
    Int8Matrix weight = Int8Matrix.quantize(floats(127, -3, 2, 64, 127, 0), 2, 3, arena);
    float[] y = product(weight, floats(0.5f, -1), packed, floats(127, 5, -10, 0, 0, 0));
    assertArrayEquals(
        new float[] {
          127 * 127 - 15 - 20 + 0.5f, 127 * 64 + 5 * 127 - 1, 0.5f, -1,
        },
        y);
  }

  /** The same quantised numbers in double precision; five roundings of float32 lie between. */
  @ParameterizedTest(name = "rows={0} in={1} out={2} packed={3}")
  @CsvSource({
    "1,1,1,true",
    "1,1,1,false",
    "3,5,7,true",
    "3,5,7,false",
    "16,64,48,true",
    "16,64,48,false",
    "17,129,67,true",
    "17,129,67,false",
    "40,512,1001,true",
    "40,512,1001,false"
  })
  void agreesWithDoublePrecision(int rows, int inputs, int outputs, boolean packed) {
    Int8Matrix weight = Int8Matrix.quantize(random(1, outputs * inputs), outputs, inputs, arena);
    MemorySegment x = random(2, rows * inputs);
    MemorySegment bias = random(3, outputs);
    float[] y = product(weight, bias, packed, x);
    MemorySegment q = arena.allocate((long) rows * inputs);
    MemorySegment scales = arena.allocate((long) rows * Float.BYTES, 64);
    RowQuantizer.quantize(x, rows, inputs, q, scales);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < outputs; column++) {
        long sum = 0;
        for (int i = 0; i < inputs; i++) {
          sum +=
              q.get(ValueLayout.JAVA_BYTE, (long) row * inputs + i)
                  * weight.values().get(ValueLayout.JAVA_BYTE, (long) column * inputs + i);
        }
        double scale = scales.getAtIndex(FLOAT, row);
        double product = sum * scale * weight.scales().getAtIndex(FLOAT, column);
        double expected = product + bias.getAtIndex(FLOAT, column);
        double magnitude = Math.abs(product) + Math.abs(expected);
        assertEquals(expected, y[row * outputs + column], 5 * 0x1p-24 * magnitude);
      }
    }
  }

  /** Each factor is off by at most half a step of its scale. */
  @Test
  void staysNearTheProductOfTheMatricesThemselves() {
    int inputs = 96;
    MemorySegment weight = random(4, 20 * inputs);
    MemorySegment x = random(5, 16 * inputs);
    Int8Matrix matrix = Int8Matrix.quantize(weight, 20, inputs, arena);
    float[] y = product(matrix, MemorySegment.NULL, true, x);
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 20; column++) {
        double exact = 0;
        double bound = 0;
        for (int i = 0; i < inputs; i++) {
          double a = x.getAtIndex(FLOAT, row * inputs + i);
          double b = weight.getAtIndex(FLOAT, column * inputs + i);
          double step = 2 / 127.0 / 2;
          exact += a * b;
          bound += Math.abs(a) * step + Math.abs(b) * step + step * step;
        }
        assertEquals(exact, y[row * 20 + column], bound);
      }
    }
  }

  @ParameterizedTest(name = "value={0}")
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void aBrokenRowStaysBrokenAndAlone(float value) {
    Int8Matrix weight = Int8Matrix.quantize(random(6, 40), 4, 10, arena);
    MemorySegment x = random(7, 30);
    float[] sound = product(weight, MemorySegment.NULL, true, x);
    x.setAtIndex(FLOAT, 13, value);
    float[] y = product(weight, MemorySegment.NULL, true, x);
    for (int column = 0; column < 4; column++) {
      assertEquals(sound[column], y[column]);
      assertTrue(Float.isNaN(y[4 + column]));
      assertEquals(sound[8 + column], y[8 + column]);
    }
  }

  @Test
  void refusesMemoryThatIsTooShort() {
    Int8Matrix weight = Int8Matrix.quantize(random(8, 6), 2, 3, arena);
    try (Int8Product product = new Int8Product(weight, MemorySegment.NULL)) {
      MemorySegment short3 = random(9, 3);
      MemorySegment y = arena.allocate(16);
      assertThrows(IndexOutOfBoundsException.class, () -> product.apply(short3, y, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> product.apply(y, short3, 2));
    }
  }

  @Test
  void roundsToTheNearestAndTiesToEven() {
    MemorySegment x =
        floats(127, 0.5f, 1.5f, 2.5f, -0.5f, -63.5f, 63.4f, -127, 0, 1, 2, 3, 4, 5, 6, 7, -1.5f);
    MemorySegment q = arena.allocate(17);
    MemorySegment scales = arena.allocate(4, 4);
    RowQuantizer.quantize(x, 1, 17, q, scales);
    assertEquals(1, scales.get(FLOAT, 0));
    assertArrayEquals(
        new byte[] {127, 0, 2, 2, 0, -64, 63, -127, 0, 1, 2, 3, 4, 5, 6, 7, -2},
        q.toArray(ValueLayout.JAVA_BYTE));
  }

  @Test
  void standsForTheMatrixWithinHalfAStep() {
    MemorySegment weight = random(10, 60);
    float[] back = Int8Matrix.quantize(weight, 3, 20, arena).dequantize(arena).toArray(FLOAT);
    for (int i = 0; i < 60; i++) {
      // A step is at most 2 / 127; float32 rounds the scale and its product.
      assertEquals(weight.getAtIndex(FLOAT, i), back[i], 1 / 127.0 + 1e-6);
    }
  }
}
