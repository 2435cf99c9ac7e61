package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceProblem;

/** The arrays of a recurrence by name, in memory of the process or of a card. */
final class RecurrenceMemory {
  private final Map<String, MemorySegment> inputs = new LinkedHashMap<>();
  private final Map<String, MemorySegment> outputs = new LinkedHashMap<>();

  /**
   * @param allocate gives memory of so many bytes
   */
  RecurrenceMemory(RecurrenceSpec spec, LongFunction<MemorySegment> allocate) {
    inputSizes(spec).forEach((name, bytes) -> inputs.put(name, allocate.apply(bytes)));
    outputSizes(spec).forEach((name, bytes) -> outputs.put(name, allocate.apply(bytes)));
  }

  /** Bytes of all arrays. */
  static long bytes(RecurrenceSpec spec) {
    long sum = 0;
    for (long bytes : inputSizes(spec).values()) {
      sum += bytes;
    }
    for (long bytes : outputSizes(spec).values()) {
      sum += bytes;
    }
    return sum;
  }

  /** What a caller fills, u first. */
  Map<String, MemorySegment> inputs() {
    return inputs;
  }

  /** What the kernels write, beside u. */
  Map<String, MemorySegment> outputs() {
    return outputs;
  }

  RecurrenceArrays arrays() {
    return new RecurrenceArrays(
        input("u"),
        input("x"),
        input("weightC"),
        input("bias"),
        input("c0"),
        input("maskC"),
        input("padded"),
        input("coefficients"),
        output("h"),
        output("c"));
  }

  RecurrenceGradients gradients() {
    return new RecurrenceGradients(
        input("gradH"),
        input("gradCLast"),
        output("gradU"),
        output("gradX"),
        output("gradWeightC"),
        output("gradBias"),
        output("gradC0"),
        output("gradCoefficients"));
  }

  /** The type of an array's numbers; those of padding are bytes, for which this is not asked. */
  static ElementType type(RecurrenceSpec spec, String name) {
    ElementType type = spec.problem().type();
    return switch (name) {
      case "weightC", "bias", "gradWeightC", "gradBias" -> type.parameters();
      default -> type;
    };
  }

  private static Map<String, Long> inputSizes(RecurrenceSpec spec) {
    RecurrenceProblem p = spec.problem();
    long states = (long) p.batch() * p.units() * p.type().bytes();
    long rows = p.length() * states;
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("u", p.subMatrices() * rows);
    put(sizes, "x", p.skipFromInput(), rows);
    sizes.put("weightC", parameterBytes(p));
    sizes.put("bias", parameterBytes(p));
    put(sizes, "c0", spec.carried(), states);
    put(sizes, "maskC", spec.masked(), states);
    put(sizes, "padded", spec.padded(), (long) p.length() * p.batch());
    put(sizes, "coefficients", spec.coefficients(), 2 * rows);
    sizes.put("gradH", rows);
    put(sizes, "gradCLast", spec.carried(), states);
    return sizes;
  }

  private static Map<String, Long> outputSizes(RecurrenceSpec spec) {
    RecurrenceProblem p = spec.problem();
    long states = (long) p.batch() * p.units() * p.type().bytes();
    long rows = p.length() * states;
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("h", rows);
    sizes.put("c", rows);
    sizes.put("gradU", p.subMatrices() * rows);
    put(sizes, "gradX", p.skipFromInput(), rows);
    sizes.put("gradWeightC", parameterBytes(p));
    sizes.put("gradBias", parameterBytes(p));
    put(sizes, "gradC0", spec.carried(), states);
    put(sizes, "gradCoefficients", spec.coefficients(), 2 * rows);
    return sizes;
  }

  private static long parameterBytes(RecurrenceProblem p) {
    return 2L * p.units() * p.type().parameters().bytes();
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
