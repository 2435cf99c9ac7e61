package org.srupp.kernels;

/** How a number lies in memory, in the machine's byte order. */
public enum ElementType {
  /** The upper half of a float32, rounded to the nearest; parameters beside it stay float32. */
  BFLOAT16(Short.BYTES),
  /** IEEE single precision. */
  FLOAT32(Float.BYTES),
  /** IEEE double precision; only the reference kernels take it. */
  FLOAT64(Double.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /**
   * The type of parameters and of their gradients where activations have this type: what sums over
   * steps and streams keeps at least float32.
   */
  public ElementType parameters() {
    return this == BFLOAT16 ? FLOAT32 : this;
  }
}
