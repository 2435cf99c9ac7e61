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
  private final NamedArrays arrays;

  /**
   * @param allocate gives memory of so many bytes
   */
  ResidualMemory(ResidualSpec spec, LongFunction<MemorySegment> allocate) {
    arrays = new NamedArrays(inputSizes(spec), outputSizes(spec), allocate);
  }

  /** Bytes of all arrays. */
  static long bytes(ResidualSpec spec) {
    return NamedArrays.bytes(inputSizes(spec), outputSizes(spec));
  }

  /** What a caller fills. */
  Map<String, MemorySegment> inputs() {
    return arrays.inputs();
  }

  /** What the kernels write. */
  Map<String, MemorySegment> outputs() {
    return arrays.outputs();
  }

  ResidualArrays arrays() {
    return new ResidualArrays(
        arrays.input("x"),
        arrays.input("branch"),
        arrays.input("alpha"),
        arrays.input("gamma"),
        arrays.input("beta"),
        arrays.input("kept"),
        arrays.output("statistics"),
        arrays.output("result"));
  }

  ResidualGradients gradients() {
    return new ResidualGradients(
        arrays.input("gradResult"),
        arrays.output("gradX"),
        arrays.output("gradBranch"),
        arrays.output("gradAlpha"),
        arrays.output("gradGamma"),
        arrays.output("gradBeta"));
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
    sizes.put("branch", spec.branch() ? spec.bytes() : 0L);
    sizes.put("alpha", spec.alpha() ? (long) spec.parameterBytes() : 0L);
    sizes.put("gamma", spec.columnBytes());
    sizes.put("beta", spec.columnBytes());
    sizes.put("kept", spec.dropout() ? spec.bytes() : 0L);
    sizes.put("gradResult", spec.bytes());
    return sizes;
  }

  private static Map<String, Long> outputSizes(ResidualSpec spec) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("statistics", spec.statisticsBytes());
    sizes.put("result", spec.bytes());
    sizes.put("gradX", spec.bytes());
    sizes.put("gradBranch", spec.branch() ? spec.bytes() : 0L);
    sizes.put("gradAlpha", spec.alpha() ? (long) spec.parameterBytes() : 0L);
    sizes.put("gradGamma", spec.columnBytes());
    sizes.put("gradBeta", spec.columnBytes());
    return sizes;
  }
}
