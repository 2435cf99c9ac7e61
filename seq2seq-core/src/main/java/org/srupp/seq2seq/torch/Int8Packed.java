package org.srupp.seq2seq.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Weights in the order that the engine's library (oneDNN) multiplies fastest. */
final class Int8Packed implements AutoCloseable {
  private final long weight;
  private final long one;
  private final long zero;
  private final long ones;
  private final long zeros;

  /**
   * Packs a copy.
   *
   * @param arena of the constants; outlives this object
   */
  Int8Packed(Int8Matrix matrix, Arena arena) {
    int n = matrix.outputs();
    weight =
        TorchIntegers.pack(
            TorchLibrary.tensor(
                matrix.values(),
                TorchLibrary.INT8,
                new long[] {n, matrix.inputs()},
                new long[] {matrix.inputs(), 1}));
    // The library could apply scales itself, but has one for all rows of x only.
    float[] units = new float[n];
    Arrays.fill(units, 1);
    MemorySegment scales = arena.allocateFrom(ValueLayout.JAVA_FLOAT, units);
    MemorySegment offsets = arena.allocate((long) n * Integer.BYTES, 64);
    one = vector(scales, TorchLibrary.FLOAT32, 1);
    zero = vector(offsets, TorchLibrary.INT32, 1);
    ones = vector(scales, TorchLibrary.FLOAT32, n);
    zeros = vector(offsets, TorchLibrary.INT32, n);
  }

  private static long vector(MemorySegment data, int type, long size) {
    return TorchLibrary.tensor(data, type, new long[] {size}, new long[] {1});
  }

  /**
   * Sums of products.
   *
   * @param x a tensor of 8-bit integers, (rows, inputs)
   * @return a tensor (rows, outputs), row-major, whole numbers as float32; the caller deletes it
   */
  long multiply(long x) {
    return TorchIntegers.packedProduct(x, one, zero, weight, ones, zeros);
  }

  @Override
  public void close() {
    for (long tensor : new long[] {weight, one, zero, ones, zeros}) {
      TorchLibrary.delete(tensor);
    }
  }
}
