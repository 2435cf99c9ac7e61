package org.srupp.recipes.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a run ran on.
 *
 * @param cpu the processor's own name, or its architecture where the system does not tell
 * @param cores hardware threads that the process may use
 * @param memoryBytes as {@link #memory} says
 */
public record Machine(String os, String cpu, int cores, long memoryBytes) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
  private static final String TOTAL = "MemTotal:";
  private static final long KIBIBYTE = 1024;

  // A class of its own: a slim runtime may lack the modules of both.
  private static final class Management {
    static long memory() {
      var system =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return system.getTotalMemorySize();
    }
  }

  /** The machine this process runs on. */
  public static Machine here() {
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        cpu(CPU_INFO),
        Runtime.getRuntime().availableProcessors(),
        memory());
  }

  /**
   * Bytes of the machine, or of the container where one limits it. Without the module
   * jdk.management no limit is seen, and 0 is said where the system does not tell either.
   */
  public static long memory() {
    try {
      return Management.memory();
    } catch (LinkageError e) {
      return memory(MEMORY_INFO);
    }
  }

  static long memory(Path memoryInfo) {
    try (Stream<String> lines = Files.lines(memoryInfo)) {
      return lines
          .filter(line -> line.startsWith(TOTAL))
          .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The whole in a line. */
  String description() {
    double gibibytes = memoryBytes / (double) (1 << 30);
    return String.format(Locale.ROOT, "%s, %s, %d cores, %.1f GiB", os, cpu, cores, gibibytes);
  }

  static String cpu(Path cpuInfo) {
    if (Files.isReadable(cpuInfo)) {
      try (Stream<String> lines = Files.lines(cpuInfo)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }
}
