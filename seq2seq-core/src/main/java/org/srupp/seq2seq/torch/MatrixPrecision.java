package org.srupp.seq2seq.torch;

import java.util.List;
import java.util.Optional;

/**
 * How exactly the engine multiplies float32 matrices. Storage, sums and everything else stay
 * float32.
 */
public enum MatrixPrecision {
  /** Factors as they are. */
  FLOAT32(0),
  /**
   * Factors rounded to bfloat16 (8 significant bits), sums in float32, on the processor's matrix
   * unit.
   */
  BFLOAT16(2);

  private final int code;

  MatrixPrecision(int code) {
    this.code = code;
  }

  /** Makes the engine use this from now on, in all threads. */
  public void apply() {
    TorchLibrary.matmulPrecision(code);
  }

  /** Why this processor gains nothing from {@link #BFLOAT16}; empty where it does. */
  public static Optional<String> bfloat16Obstacle() {
    return ProcessorFlags.obstacle("matrix unit for bfloat16", List.of("amx_bf16"));
  }
}
