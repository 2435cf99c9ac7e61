package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;

/** The arrays of a residual connection by name, in memory of the process or of a card. */
final class ResidualMemory {
  private final Map<String, MemorySegment> inputs = new LinkedHashMap<>();
  private final Map<String, MemorySegment> outputs = new LinkedHashMap<>();

  /**
   * @param allocate gives memory of so many bytes
   */
  ResidualMemory(ResidualSpec spec, LongFunction<MemorySegment> allocate) {
    inputSizes(spec).forEach((name, bytes) -> inputs.put(name, allocate.apply(bytes)));
    outputSizes(spec).forEach((name, bytes) -> outputs.put(name, allocate.apply(bytes)));
  }

  /** What a caller fills. */
  Map<String, MemorySegment> inputs() {
    return inputs;
  }

  /** What the kernels write. */
  Map<String, MemorySegment> outputs() {
    return outputs;
  }

  ResidualArrays arrays() {
    return new ResidualArrays(
        input("x"),
        input("branch"),
        input("alpha"),
        input("gamma"),
        input("beta"),
        input("kept"),
        output("statistics"),
        output("result"));
  }

  ResidualGradients gradients() {
    return new ResidualGradients(
        input("gradResult"),
        output("gradX"),
        output("gradBranch"),
        output("gradAlpha"),
        output("gradGamma"),
        output("gradBeta"));
  }

  /** The type of an array's numbers. */
  static ElementType type(ResidualSpec spec, String name) {
    ElementType type = spec.problem().type();
    return switch (name) {
      case "x", "branch", "kept", "result", "gradResult", "gradX", "gradBranch" -> type;
      default -> type.parameters();
    };
  }

  private static Map<String, Long> inputSizes(ResidualSpec spec) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("x", spec.bytes());
    put(sizes, "branch", spec.branch(), spec.bytes());
    put(sizes, "alpha", spec.alpha(), spec.parameterBytes());
    sizes.put("gamma", spec.columnBytes());
    sizes.put("beta", spec.columnBytes());
    put(sizes, "kept", spec.dropout(), spec.bytes());
    sizes.put("gradResult", spec.bytes());
    return sizes;
  }

  private static Map<String, Long> outputSizes(ResidualSpec spec) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("statistics", spec.statisticsBytes());
    sizes.put("result", spec.bytes());
    sizes.put("gradX", spec.bytes());
    put(sizes, "gradBranch", spec.branch(), spec.bytes());
    put(sizes, "gradAlpha", spec.alpha(), spec.parameterBytes());
    sizes.put("gradGamma", spec.columnBytes());
    sizes.put("gradBeta", spec.columnBytes());
    return sizes;
  }

  private static void put(Map<String, Long> sizes, String name, boolean present, long bytes) {
    if (present) {
      sizes.put(name, bytes);
    }
  }

  private MemorySegment input(String name) {
    return inputs.getOrDefault(name, MemorySegment.NULL);
  }

  private MemorySegment output(String name) {
    return outputs.getOrDefault(name, MemorySegment.NULL);
  }
}
