package org.srupp.testkit;

import java.util.Arrays;

/**
 * One array of a golden case.
 *
 * @param dtype as stored: F64, F32, I64 or BOOL
 * @param shape slowest axis first
 * @param values row-major, all as double; BOOL as 0 and 1
 */
public record GoldenTensor(String dtype, long[] shape, double[] values) {

  /** The values rounded to float32. */
  public float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** The values as whole numbers. */
  public long[] longs() {
    return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
  }
}
