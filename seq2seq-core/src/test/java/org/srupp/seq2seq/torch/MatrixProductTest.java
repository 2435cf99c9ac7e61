package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
      products(arena, inputs, outputs).forEach(product -> check(arena, product));
    }
  }

  /** Every kind that decoding may choose here. */
  private static List<MatrixProduct> products(Arena arena, int inputs, int outputs) {
    MemorySegment weight = random(arena, (long) outputs * inputs);
    MemorySegment bias = random(arena, outputs);
    Int8Matrix matrix = Int8Matrix.quantize(weight, outputs, inputs, arena);
    List<MatrixProduct> products = new ArrayList<>();
    products.add(new EngineProduct(weight, outputs, inputs, MemorySegment.NULL));
    products.add(new EngineProduct(weight, outputs, inputs, bias));
    products.add(new Int8Product(matrix, bias, false));
    if (Int8Product.packs()) { // elsewhere it takes minutes
      products.add(new Int8Product(matrix, bias, true));
    }
    if (Bfloat16Product.obstacle().isEmpty()) {
      products.add(new Bfloat16Product(weight, outputs, inputs, bias));
    }
    return products;
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

  /** Small models have such widths, whose rows start anywhere. */
  @ParameterizedTest(name = "in={0} out={1}")
  @CsvSource({"1,1", "3,2", "6,6", "10,6", "64,1", "7,10", "31,11", "31,12", "33,64", "256,10"})
  void rowsDoNotDependOnWhereTheyLie(int inputs, int outputs) {
    try (Arena arena = Arena.ofConfined()) {
      products(arena, inputs, outputs).forEach(product -> checkPlaces(arena, product));
    }
  }

  /** The same row again and again, of which the first starts at any float. */
  private static void checkPlaces(Arena arena, MatrixProduct product) {
    int rows = 33;
    long rowBytes = (long) product.inputs() * Float.BYTES;
    long resultBytes = (long) product.outputs() * Float.BYTES;
    try (product) {
      MemorySegment row = random(arena, product.inputs());
      MemorySegment expected = null;
      for (int shift = 0; shift < 64; shift += 4) {
        MemorySegment x = arena.allocate(shift + rows * rowBytes, 64).asSlice(shift);
        for (int i = 0; i < rows; i++) {
          x.asSlice(i * rowBytes).copyFrom(row);
        }
        MemorySegment y = arena.allocate(shift + rows * resultBytes, 64).asSlice(shift);
        product.apply(x, y, rows);
        for (int i = 0; i < rows; i++) {
          MemorySegment found = y.asSlice(i * resultBytes, resultBytes);
          expected = expected == null ? found : expected;
          assertEquals(-1, found.mismatch(expected), product + " row " + i + " at " + shift);
        }
      }
    }
  }

  /** 1,024 inputs are where the engine's library sums few columns in another order than many. */
  @ParameterizedTest(name = "in={0}")
  @CsvSource({"8", "64", "256", "512", "768", "1024", "2048"})
  void aSelectedOutputDependsNeitherOnTheOthersNorOnItsPlace(int inputs) {
    int outputs = 600;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment weight = random(arena, (long) outputs * inputs);
      MemorySegment bias = random(arena, outputs);
      Int8Matrix matrix = Int8Matrix.quantize(weight, outputs, inputs, arena);
      checkSelections(arena, new EngineProduct(weight, outputs, inputs, MemorySegment.NULL));
      checkSelections(arena, new EngineProduct(weight, outputs, inputs, bias));
      if (Int8Product.packs()) {
        checkSelections(arena, new Int8Product(matrix, bias, true));
      }
      checkSelections(arena, new Int8Product(matrix, bias, false));
      checkSelections(arena, new Int8Product(matrix, MemorySegment.NULL, false));
      if (Bfloat16Product.obstacle().isEmpty()) {
        checkSelections(arena, new Bfloat16Product(weight, outputs, inputs, bias));
      }
    }
  }

  private static void checkSelections(Arena arena, SelectableProduct product) {
    int most = 64;
    SplittableRandom random = new SplittableRandom(8);
    Integer[][] seen = new Integer[most][product.outputs()];
    int[] counts = {600, 1, 2, 15, 255, 256, 257, 300, 511, 513, 599, 40};
    int[] rows = {16, 17, 31, 64, 23, 48, 63};
    try (product) {
      MemorySegment x = random(arena, (long) most * product.inputs());
      MemorySegment all = arena.allocate((long) most * product.outputs() * Float.BYTES, 64);
      product.apply(x, all, most);
      for (int i = 0; i < counts.length; i++) {
        int[] wanted = random.ints(counts[i], 0, product.outputs()).toArray();
        try (MatrixProduct some = product.select(wanted)) {
          int count = rows[i % rows.length];
          MemorySegment y = arena.allocate((long) count * some.outputs() * Float.BYTES, 64);
          some.apply(x, y, count);
          compare(y, some.outputs(), wanted, seen, count);
          compareRoughly(y, some.outputs(), wanted, all, product);
        }
      }
    }
  }

  private static void compare(
      MemorySegment y, int width, int[] wanted, Integer[][] seen, int rows) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < wanted.length; column++) {
        int bits = y.getAtIndex(ValueLayout.JAVA_INT, (long) row * width + column);
        Integer before = seen[row][wanted[column]];
        assertEquals(before == null ? bits : before, bits, row + ", " + wanted[column]);
        seen[row][wanted[column]] = bits;
      }
    }
  }

  /** The whole product sums in another order at most. */
  private static void compareRoughly(
      MemorySegment y, int width, int[] wanted, MemorySegment all, MatrixProduct product) {
    for (int column = 0; column < wanted.length; column++) {
      assertEquals(
          all.getAtIndex(ValueLayout.JAVA_FLOAT, 15L * product.outputs() + wanted[column]),
          y.getAtIndex(ValueLayout.JAVA_FLOAT, 15L * width + column),
          product.inputs() * 0x1p-23,
          product + ", output " + wanted[column]);
    }
  }

  @Test
  void aSelectionWithoutOutputsOrWithUnknownOnesIsRefused() {
    try (Arena arena = Arena.ofConfined();
        SelectableProduct product = new EngineProduct(random(arena, 6), 3, 2, MemorySegment.NULL);
        MatrixProduct one = product.select(new int[] {1})) {
      assertThrows(IllegalArgumentException.class, () -> product.select(new int[0]));
      assertThrows(IndexOutOfBoundsException.class, () -> product.select(new int[] {3}));
      MemorySegment x = arena.allocate(4 * Float.BYTES);
      MemorySegment y = arena.allocate(300 * Float.BYTES);
      assertThrows(IndexOutOfBoundsException.class, () -> one.apply(x, y, 2));
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
