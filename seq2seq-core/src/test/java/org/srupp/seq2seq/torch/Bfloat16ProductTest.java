package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16ProductTest {
  private static float rounded(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000);
  }

  /** The rounded factors in double precision; a sum in float32 is off by less than n 2^-24. */
  @ParameterizedTest(name = "rows={0} in={1} out={2} bias={3}")
  @CsvSource({"16,64,48,true", "17,129,67,false", "40,512,301,true", "3,5,7,true"})
  void agreesWithDoublePrecision(int rows, int inputs, int outputs, boolean biased) {
    TorchEngine.load();
    assumeTrue(Bfloat16Product.obstacle().isEmpty(), "refused with a reason on this processor");
    try (Arena arena = Arena.ofShared()) {
      float[] weight = random(1, outputs * inputs);
      float[] x = random(2, rows * inputs);
      float[] bias = random(3, outputs);
      MemorySegment y = arena.allocate((long) rows * outputs * Float.BYTES, 64);
      try (Bfloat16Product product =
          new Bfloat16Product(
              arena.allocateFrom(ValueLayout.JAVA_FLOAT, weight),
              outputs,
              inputs,
              biased ? arena.allocateFrom(ValueLayout.JAVA_FLOAT, bias) : MemorySegment.NULL)) {
        product.apply(arena.allocateFrom(ValueLayout.JAVA_FLOAT, x), y, rows);
      }
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < outputs; column++) {
          double expected = biased ? bias[column] : 0;
          double magnitude = Math.abs(expected);
          for (int i = 0; i < inputs; i++) {
            double term =
                (double) rounded(x[row * inputs + i]) * rounded(weight[column * inputs + i]);
            expected += term;
            magnitude += Math.abs(term);
          }
          assertEquals(
              expected,
              y.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * outputs + column),
              (inputs + 1) * 0x1p-24 * magnitude);
        }
      }
    }
  }

  private static float[] random(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return values;
  }
}
