package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search's independence of its batch rests on. */
class MatrixProductTest {
  private static final int MOST = 333;

  @BeforeEach
  void start() {
    TorchEngine.load();
    TorchEngine.threads(1);
  }

  @AfterEach
  void stop() {
    TorchEngine.threads(2);
  }

  /** The widths of the recipes' models: inputs, then outputs. */
  @ParameterizedTest(name = "in={0} out={1}")
  @CsvSource({
    "64,256",
    "128,64",
    "256,64",
    "256,768",
    "256,512",
    "512,128",
    "128,256",
    "128,1536",
    "512,256",
    "256,6001",
    "1024,256",
    "256,512",
    "256,3072",
    "64,768",
    "256,8836"
  })
  void rowsDoNotDependOnTheirNumber(int inputs, int outputs) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment weight = random(arena, (long) outputs * inputs);
      MemorySegment bias = random(arena, outputs);
      Int8Matrix matrix = Int8Matrix.quantize(weight, outputs, inputs, arena);
      check(arena, new EngineProduct(weight, outputs, inputs, MemorySegment.NULL));
      check(arena, new EngineProduct(weight, outputs, inputs, bias));
      check(arena, new Int8Product(matrix, bias, true));
      check(arena, new Int8Product(matrix, bias, false));
      if (Bfloat16Product.obstacle().isEmpty()) {
        check(arena, new Bfloat16Product(weight, outputs, inputs, bias));
      }
    }
  }

  private static void check(Arena arena, MatrixProduct product) {
    try (product) {
      MemorySegment x = random(arena, (long) MOST * product.inputs());
      long row = (long) product.outputs() * Float.BYTES;
      MemorySegment expected = arena.allocate(MOST * row, 64);
      product.apply(x, expected, MOST);
      for (int rows : new int[] {16, 17, 23, 31, 32, 48, 63, 100, 161, 320}) {
        MemorySegment y = arena.allocate(rows * row, 64);
        product.apply(x, y, rows);
        assertEquals(
            -1, y.mismatch(expected.asSlice(0, y.byteSize())), product + " of " + rows + " rows");
      }
    }
  }

  private static MemorySegment random(Arena arena, long count) {
    SplittableRandom random = new SplittableRandom(7);
    MemorySegment values = arena.allocate(count * Float.BYTES, 64);
    for (long i = 0; i < count; i++) {
      values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    return values;
  }
}
