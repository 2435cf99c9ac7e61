package org.srupp.recipes.doctor;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.srupp.kernels.cpu.VectorModule;
import org.srupp.kernels.doctor.Finding;
import org.srupp.recipes.run.Machine;

/** Java and the machine. */
final class HostFindings {
  private static final int JDK = 25;
  private static final double GIB = 1L << 30;

  private HostFindings() {}

  static List<Finding> all() {
    Machine machine = Machine.here();
    return List.of(
        jdk(Runtime.version().feature(), Runtime.version().toString()),
        vectors(),
        Finding.of("cores", machine.cores() + " (" + machine.cpu() + ")"),
        memory(machine.memoryBytes(), Runtime.getRuntime().maxMemory()));
  }

  static Finding jdk(int feature, String version) {
    String home = System.getProperty("java.home");
    return feature >= JDK
        ? Finding.of("JDK", version + " in " + home)
        : Finding.problem(
            "JDK",
            version + " in " + home + " is older than " + JDK + "; set JAVA_HOME to a newer one");
  }

  private static Finding vectors() {
    try {
      return vectors(VectorModule.bits());
    } catch (IllegalArgumentException e) { // of -Dsrupp.vectorBits
      return Finding.problem("vectors", e.getMessage());
    }
  }

  static Finding vectors(OptionalInt bits) {
    return bits.isPresent()
        ? Finding.of("vectors", bits.getAsInt() + " bits, by jdk.incubator.vector")
        : Finding.problem(
            "vectors",
            "no module jdk.incubator.vector; start Java with --add-modules jdk.incubator.vector,"
                + " as ./srupp does");
  }

  static Finding memory(long bytes, long heap) {
    String all = bytes == 0 ? "unknown" : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    return Finding.of(
        "memory",
        all + String.format(Locale.ROOT, ", of them at most %.1f for Java's heap", heap / GIB));
  }
}
