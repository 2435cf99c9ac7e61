package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MatrixPrecisionTest {
  private static final int TERMS = 512;

  private final NDManager manager = TorchEngine.start(2);
  private final NDArray a = manager.randomUniform(-1, 1, new Shape(64, TERMS), DataType.FLOAT32);
  private final NDArray b = manager.randomUniform(-1, 1, new Shape(TERMS, 48), DataType.FLOAT32);

  @AfterEach
  void stop() {
    MatrixPrecision.FLOAT32.apply();
    manager.close();
  }

  private float[] product(MatrixPrecision precision) {
    precision.apply();
    return a.matMul(b).toFloatArray();
  }

  @Test
  void roundedFactorsGiveNearlyTheSameProduct() {
    float[] exact = product(MatrixPrecision.FLOAT32);
    float[] rounded = product(MatrixPrecision.BFLOAT16);
    for (int i = 0; i < exact.length; i++) {
      // a factor is off by 2^-9 of its size at most, a product of two by 2^-8, whatever the signs
      assertEquals(exact[i], rounded[i], TERMS * 0x1p-8f);
    }
    boolean same = Arrays.equals(exact, rounded);
    // without a matrix unit the engine may round or not
    assertTrue(MatrixPrecision.bfloat16Obstacle().isPresent() || !same, "a matrix unit rounds");
  }

  @Test
  void exactProductsComeBack() {
    float[] before = product(MatrixPrecision.FLOAT32);
    assertNotEquals(0, product(MatrixPrecision.BFLOAT16).length);
    assertArrayEquals(before, product(MatrixPrecision.FLOAT32));
  }
}
