package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.Bfloat16;

class TensorTypesTest {
  private final NDManager manager = TorchEngine.start(1);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void numbersAreRoundedToTheNearest() {
    float[] values = {0, -0f, 1, 1 + 0x1p-8f, 1 + 0x3p-8f, -3.14159f, 1e-30f, Float.MAX_VALUE};
    NDArray given = manager.create(values);
    NDArray lower = TensorTypes.to(given, DataType.BFLOAT16);
    short[] bits = TensorMemory.of(lower).toArray(ValueLayout.JAVA_SHORT);
    for (int i = 0; i < values.length; i++) {
      assertEquals(Bfloat16.of(values[i]), bits[i], "of " + values[i]);
    }
    float[] back = TensorTypes.to(lower, DataType.FLOAT32).toFloatArray();
    for (int i = 0; i < values.length; i++) {
      assertEquals(Bfloat16.toFloat(bits[i]), back[i], 0, "of " + values[i]);
    }
  }

  @Test
  void typesAreRecognised() {
    NDArray array = manager.create(new float[] {1, 2});
    assertEquals(DataType.FLOAT32, TensorTypes.of(array));
    assertSame(array, TensorTypes.to(array, DataType.FLOAT32));
    assertEquals(DataType.BFLOAT16, TensorTypes.of(TensorTypes.to(array, DataType.BFLOAT16)));
    assertEquals(DataType.FLOAT64, TensorTypes.of(TensorTypes.to(array, DataType.FLOAT64)));
    assertThrows(IllegalArgumentException.class, () -> TensorTypes.to(array, DataType.INT32));
  }

  @Test
  void madeTensorsAreRowMajor() {
    NDArray made = TensorTypes.create(manager, new Shape(3, 1, 5), DataType.BFLOAT16);
    assertEquals(new Shape(3, 1, 5), made.getShape());
    assertEquals(30, TensorMemory.of(made).byteSize());
    assertEquals(
        DataType.FLOAT32,
        TensorTypes.of(TensorTypes.create(manager, new Shape(2), DataType.FLOAT32)));
    NDArray none = TensorTypes.create(manager, new Shape(0, 4), DataType.BFLOAT16);
    assertEquals(0, TensorMemory.of(none).byteSize());
  }

  @Test
  void gradientsGoThroughBothWays() {
    NDArray x = manager.create(new float[] {1, 2, 3});
    x.setRequiresGradient(true);
    try (GradMode recording = GradMode.recording()) {
      NDArray lower = TensorTypes.to(x, DataType.BFLOAT16);
      NDArray square = TensorTypes.to(lower.mul(lower), DataType.FLOAT32);
      JniUtils.backward(
          (PtNDArray) square, (PtNDArray) manager.create(new float[] {1, 10, 100}), false, false);
    }
    assertArrayEquals(new float[] {2, 40, 600}, x.getGradient().toFloatArray());
  }

  @Test
  void aThousandCastsLeaveNothingBehind() throws IOException {
    NDArray array = manager.create(new Shape(1 << 20), DataType.FLOAT32);
    long before = residentBytes();
    for (int i = 0; i < 1_000; i++) {
      try (NDManager step = manager.newSubManager()) {
        TensorTypes.to(array, DataType.BFLOAT16, step);
        TensorTypes.create(step, new Shape(1 << 20), DataType.BFLOAT16);
      }
    }
    // One tensor left behind a round would be 2 GiB.
    assertEquals(before, residentBytes(), 100 << 20);
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("no VmRSS");
  }
}
