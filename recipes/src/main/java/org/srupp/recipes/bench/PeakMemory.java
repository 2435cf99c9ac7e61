package org.srupp.recipes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The most memory that the process ever had, the engine's included. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmHWM:";
  private static final long KIBI = 1024;
  private static final double GIB = 1L << 30;

  private PeakMemory() {}

  /** In bytes; null where the system does not tell, which only Linux does. */
  static Long bytes() {
    OptionalLong bytes = bytes(STATUS);
    return bytes.isPresent() ? bytes.getAsLong() : null;
  }

  static String line(long bytes) {
    return String.format(
        Locale.ROOT,
        "peak memory of the process, all that was measured in it: %.2f GiB",
        bytes / GIB);
  }

  static OptionalLong bytes(Path status) {
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> KIBI * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
