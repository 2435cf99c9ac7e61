package org.srupp.kernels.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.srupp.kernels.cuda.driver.DeviceProperties;

/**
 * What ran the kernels.
 *
 * @param title for people
 * @param facts for programs: names in JSON with texts and numbers
 */
record Subject(String title, Map<String, Object> facts) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String NAME = "model name";

  /** A card and its driver. */
  static Subject card(DeviceProperties card, String driver) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("card", card.name());
    facts.put("capability", card.capability());
    facts.put("processors", card.multiprocessors());
    facts.put("driver", driver);
    return new Subject(card.description() + ", driver of CUDA " + driver, facts);
  }

  /** This machine's processor. */
  static Subject processor(int threads, int vectorBits) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("processor", processorName());
    facts.put("threads", threads);
    facts.put("vector_bits", vectorBits);
    facts.put("jdk", Runtime.version().toString());
    return new Subject(
        String.format(
            Locale.ROOT,
            "cpu  %s, %d threads, vectors of %d bits, JDK %s",
            processorName(),
            threads,
            vectorBits,
            Runtime.version()),
        facts);
  }

  private static String processorName() {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(NAME))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
