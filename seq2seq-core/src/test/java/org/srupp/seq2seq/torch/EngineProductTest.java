package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineProductTest {
  private NDManager manager;

  @BeforeEach
  void start() {
    manager = TorchEngine.start(1);
  }

  @AfterEach
  void stop() {
    manager.close();
    TorchEngine.start(2).close();
  }

  @Test
  void computesTheProductWithAndWithoutBias() {
    NDArray weight = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
    NDArray bias = manager.create(new float[] {10, 20});
    try (Arena arena = Arena.ofConfined();
        MatrixProduct plain = EngineProduct.of(weight, null);
        MatrixProduct shifted = EngineProduct.of(weight, bias)) {
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 0, -1, 2, 1, 0);
      MemorySegment y = arena.allocate(4 * Float.BYTES);
      plain.apply(x, y, 2);
      assertArrayEquals(new float[] {-2, -2, 4, 13}, y.toArray(ValueLayout.JAVA_FLOAT));
      shifted.apply(x, y, 2);
      assertArrayEquals(new float[] {8, 18, 14, 33}, y.toArray(ValueLayout.JAVA_FLOAT));
    }
  }

  @Test
  void refusesMemoryThatIsTooShort() {
    NDArray weight = manager.ones(new Shape(2, 3));
    try (Arena arena = Arena.ofConfined();
        MatrixProduct product = EngineProduct.of(weight, null)) {
      MemorySegment x = arena.allocate(3 * Float.BYTES);
      MemorySegment y = arena.allocate(4 * Float.BYTES);
      assertThrows(IndexOutOfBoundsException.class, () -> product.apply(x, y, 2));
    }
  }

  @Test
  void refusesATensorWithGaps() {
    NDArray turned = manager.ones(new Shape(2, 3)).transpose();
    String message =
        assertThrows(IllegalArgumentException.class, () -> TensorMemory.of(turned)).getMessage();
    assertEquals(
        "tensor of shape (3, 2) has strides [1, 3], expected contiguous row-major memory;"
            + " copy it first",
        message);
  }
}
