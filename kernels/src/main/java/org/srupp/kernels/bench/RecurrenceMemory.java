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
  private final NamedArrays arrays;

  /**
   * @param allocate gives memory of so many bytes
   */
  RecurrenceMemory(RecurrenceSpec spec, LongFunction<MemorySegment> allocate) {
    arrays = new NamedArrays(inputSizes(spec), outputSizes(spec), allocate);
  }

  /** Bytes of all arrays. */
  static long bytes(RecurrenceSpec spec) {
    return NamedArrays.bytes(inputSizes(spec), outputSizes(spec));
  }

  /** What a caller fills, u first. */
  Map<String, MemorySegment> inputs() {
    return arrays.inputs();
  }

  /** What the kernels write, beside u. */
  Map<String, MemorySegment> outputs() {
    return arrays.outputs();
  }

  RecurrenceArrays arrays() {
    return new RecurrenceArrays(
        arrays.input("u"),
        arrays.input("x"),
        arrays.input("weightC"),
        arrays.input("bias"),
        arrays.input("c0"),
        arrays.input("maskC"),
        arrays.input("padded"),
        arrays.input("coefficients"),
        arrays.output("h"),
        arrays.output("c"));
  }

  RecurrenceGradients gradients() {
    return new RecurrenceGradients(
        arrays.input("gradH"),
        arrays.input("gradCLast"),
        arrays.output("gradU"),
        arrays.output("gradX"),
        arrays.output("gradWeightC"),
        arrays.output("gradBias"),
        arrays.output("gradC0"),
        arrays.output("gradCoefficients"));
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
    sizes.put("x", p.skipFromInput() ? rows : 0L);
    sizes.put("weightC", parameterBytes(p));
    sizes.put("bias", parameterBytes(p));
    sizes.put("c0", spec.carried() ? states : 0L);
    sizes.put("maskC", spec.masked() ? states : 0L);
    sizes.put("padded", spec.padded() ? (long) p.length() * p.batch() : 0L);
    sizes.put("coefficients", spec.coefficients() ? 2 * rows : 0L);
    sizes.put("gradH", rows);
    sizes.put("gradCLast", spec.carried() ? states : 0L);
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
    sizes.put("gradX", p.skipFromInput() ? rows : 0L);
    sizes.put("gradWeightC", parameterBytes(p));
    sizes.put("gradBias", parameterBytes(p));
    sizes.put("gradC0", spec.carried() ? states : 0L);
    sizes.put("gradCoefficients", spec.coefficients() ? 2 * rows : 0L);
    return sizes;
  }

  private static long parameterBytes(RecurrenceProblem p) {
    return 2L * p.units() * p.type().parameters().bytes();
  }
}
