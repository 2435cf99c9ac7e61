package org.srupp.kernels;

/** How a number lies in memory, in the machine's byte order. */
public enum ElementType {
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
}
