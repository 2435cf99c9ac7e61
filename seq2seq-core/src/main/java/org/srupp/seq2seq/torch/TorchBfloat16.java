package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The product of bfloat16 factors of {@link TorchLibrary}'s own linear algebra (MKL), which only
 * some builds contain.
 */
final class TorchBfloat16 {
  private static final String NAME = "cblas_gemm_bf16bf16f32";
  private static final int ROW_MAJOR = 101;
  private static final int AS_IT_IS = 111;
  private static final int TRANSPOSED = 112;

  // Apart, so that asking whether the function is there does not need it.
  private static final class Handle {
    static final MethodHandle PRODUCT =
        TorchLibrary.bindPlain(
            NAME,
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT));
  }

  private TorchBfloat16() {}

  /** Whether {@link #product} is there. */
  static boolean isThere() {
    return TorchLibrary.has(NAME);
  }

  /**
   * y = a bᵀ + beta y over bfloat16 factors.
   *
   * @param a (m, k)
   * @param b (n, k)
   * @param y (m, n) float32
   * @param width floats from the beginning of a row of y to that of the next
   */
  static void product(
      int m,
      int n,
      int k,
      MemorySegment a,
      MemorySegment b,
      float beta,
      MemorySegment y,
      int width) {
    try {
      Handle.PRODUCT.invokeExact(
          ROW_MAJOR, AS_IT_IS, TRANSPOSED, m, n, k, 1f, a, k, b, k, beta, y, width);
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }
}
