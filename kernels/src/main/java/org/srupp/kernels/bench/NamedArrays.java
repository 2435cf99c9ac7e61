package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The arrays of a kernel by name, in memory of the process or of a card. */
final class NamedArrays {
  private final Map<String, MemorySegment> inputs = new LinkedHashMap<>();
  private final Map<String, MemorySegment> outputs = new LinkedHashMap<>();

  /**
   * @param inputs bytes of what a caller fills, by name; with 0 it is absent
   * @param outputs likewise, of what the kernel writes
   * @param allocate gives memory of so many bytes
   */
  NamedArrays(
      Map<String, Long> inputs, Map<String, Long> outputs, LongFunction<MemorySegment> allocate) {
    allocate(inputs, allocate, this.inputs);
    allocate(outputs, allocate, this.outputs);
  }

  /** Bytes of all arrays of these sizes. */
  static long bytes(Map<String, Long> inputs, Map<String, Long> outputs) {
    return Stream.of(inputs, outputs)
        .flatMap(sizes -> sizes.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  private static void allocate(
      Map<String, Long> sizes,
      LongFunction<MemorySegment> allocate,
      Map<String, MemorySegment> arrays) {
    sizes.forEach(
        (name, bytes) -> {
          if (bytes > 0) {
            arrays.put(name, allocate.apply(bytes));
          }
        });
  }

  /** What a caller fills, in the order of the sizes. */
  Map<String, MemorySegment> inputs() {
    return inputs;
  }

  /** What the kernel writes, in the order of the sizes. */
  Map<String, MemorySegment> outputs() {
    return outputs;
  }

  /** NULL if it is absent. */
  MemorySegment input(String name) {
    return inputs.getOrDefault(name, MemorySegment.NULL);
  }

  /** NULL if it is absent. */
  MemorySegment output(String name) {
    return outputs.getOrDefault(name, MemorySegment.NULL);
  }
}
