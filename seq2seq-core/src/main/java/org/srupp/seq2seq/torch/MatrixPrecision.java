package org.srupp.seq2seq.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MATRIX_UNIT = "amx_bf16";

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
    try {
      boolean present =
          Files.isReadable(CPU_INFO)
              && Files.lines(CPU_INFO)
                  .filter(line -> line.startsWith("flags"))
                  .findFirst()
                  .map(line -> Arrays.asList(line.split("\\s+")).contains(MATRIX_UNIT))
                  .orElse(false);
      return present
          ? Optional.empty()
          : Optional.of("this processor has no matrix unit for bfloat16 (" + MATRIX_UNIT + ")");
    } catch (IOException e) {
      return Optional.of(CPU_INFO + " cannot be read: " + e.getMessage());
    }
  }
}
