package org.srupp.seq2seq.checkpoint;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a tensor looks like without its values: element type and shape; the shape of a scalar is
 * empty.
 */
public record TensorLayout(TensorType dtype, long... shape) {
  public TensorLayout {
    Objects.requireNonNull(dtype, "dtype");
    shape = shape.clone();
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("shape " + text(shape) + " has a negative size");
      }
    }
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /**
   * Size of the values in bytes.
   *
   * @throws ArithmeticException if it is past 2^63
   */
  public long byteSize() {
    long bytes = dtype.bytes();
    for (long size : shape) {
      bytes = Math.multiplyExact(bytes, size);
    }
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorLayout that
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * dtype.hashCode() + Arrays.hashCode(shape);
  }

  /** For instance {@code F32 (512, 768)}. */
  @Override
  public String toString() {
    return dtype + " " + text(shape);
  }

  private static String text(long[] shape) {
    return Arrays.stream(shape)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
