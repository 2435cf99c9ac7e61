package org.srupp.kernels.cuda.driver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a compiled image depends on.
 *
 * @param source CUDA C with its macros, compiled with {@link Nvrtc#OPTIONS}
 * @param card name
 * @param capability of the card, such as 90
 * @param driverVersion of CUDA
 */
record ImageKey(KernelSource source, String card, int capability, int driverVersion) {

  static ImageKey of(KernelSource source, DeviceProperties card, int driverVersion) {
    return new ImageKey(source, card.name(), card.capability(), driverVersion);
  }

  /** 64 hexadecimal digits that differ where any part does. */
  String digest() {
    String parts =
        String.join(
            "\n",
            source.name(),
            source.options().toString(),
            Nvrtc.OPTIONS.toString(),
            card,
            Integer.toString(capability),
            Integer.toString(driverVersion),
            source.text());
    return sha256(parts.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
