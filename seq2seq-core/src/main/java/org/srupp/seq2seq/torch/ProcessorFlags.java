package org.srupp.seq2seq.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the processor has, as Linux tells it. */
final class ProcessorFlags {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private ProcessorFlags() {}

  /**
   * Why something that needs one of these cannot be had.
   *
   * @param what it is, as in "matrix unit for bfloat16"
   * @param anyOf flags of which one is enough
   */
  static Optional<String> obstacle(String what, List<String> anyOf) {
    return obstacle(CPU_INFO, what, anyOf);
  }

  static Optional<String> obstacle(Path file, String what, List<String> anyOf) {
    if (!Files.isReadable(file)) {
      return Optional.of("whether this processor has a " + what + " is unknown: no " + file);
    }
    try (Stream<String> lines = Files.lines(file)) {
      List<String> flags =
          lines
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> Arrays.asList(line.split("\\s+")))
              .orElse(List.of());
      return Collections.disjoint(flags, anyOf)
          ? Optional.of("this processor has no " + what + " (" + String.join(", ", anyOf) + ")")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(file + " cannot be read: " + e.getMessage());
    }
  }
}
