package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;

/** The arrays of a softmax by name, in memory of the process or of a card. */
final class SoftmaxMemory {
  private final Map<String, MemorySegment> inputs = new LinkedHashMap<>();
  private final MemorySegment weights;

  /**
   * @param allocate gives memory of so many bytes
   */
  SoftmaxMemory(SoftmaxSpec spec, LongFunction<MemorySegment> allocate) {
    inputs.put("scores", allocate.apply(spec.bytes()));
    if (spec.masked()) {
      inputs.put("mask", allocate.apply(spec.maskBytes()));
    }
    if (spec.dropout()) {
      inputs.put("kept", allocate.apply(spec.bytes()));
    }
    inputs.put("gradient", allocate.apply(spec.bytes()));
    weights = spec.dropout() ? allocate.apply(spec.bytes()) : MemorySegment.NULL;
  }

  /** Bytes of all arrays: scores and gradient, with dropout also what is kept, and weights. */
  static long bytes(SoftmaxSpec spec) {
    return (spec.dropout() ? 4 : 2) * spec.bytes() + (spec.masked() ? spec.maskBytes() : 0);
  }

  /** What a caller fills; kernels overwrite scores and gradient. */
  Map<String, MemorySegment> inputs() {
    return inputs;
  }

  SoftmaxArrays arrays() {
    return new SoftmaxArrays(
        inputs.get("scores"),
        inputs.getOrDefault("mask", MemorySegment.NULL),
        inputs.getOrDefault("kept", MemorySegment.NULL),
        weights);
  }

  MemorySegment gradient() {
    return inputs.get("gradient");
  }

  /** The type of an array's numbers. */
  static ElementType type(SoftmaxSpec spec, String name) {
    ElementType type = spec.problem().type();
    return name.equals("mask") ? type.parameters() : type;
  }
}
