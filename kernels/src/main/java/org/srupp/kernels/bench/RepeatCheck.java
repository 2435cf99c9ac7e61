package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.driver.KernelDevice;

/**
 * Runs a recurrence's backward twice and compares the bits: gradients of weightC and bias are sums
 * over all steps and streams, in one order at every run.
 */
final class RepeatCheck {
  private static final List<String> SUMS = List.of("gradWeightC", "gradBias");

  private final BenchMemory memory;
  private final RecurrenceKernel kernel;

  /** Of a card. */
  RepeatCheck(KernelDevice device) {
    this(new CardMemory(device), new CudaRecurrence(device, () -> 0));
  }

  /**
   * @param memory that the kernel works in
   */
  RepeatCheck(BenchMemory memory, RecurrenceKernel kernel) {
    this.memory = memory;
    this.kernel = kernel;
  }

  /** Many streams, over which sums could go in another order. */
  static RecurrenceSpec spec(ElementType type) {
    return RecurrenceSpec.languageModel(29, 67, 514, type);
  }

  Check run(RecurrenceSpec spec, long seed) {
    try (BenchScope scope = new BenchScope(memory)) {
      RecurrenceMemory arrays = new RecurrenceMemory(spec, scope::poisoned);
      SplittableRandom random = new SplittableRandom(seed);
      arrays
          .inputs()
          .forEach(
              (name, array) -> {
                MemorySegment numbers = scope.host(array.byteSize());
                Numbers.fill(name, numbers, RecurrenceMemory.type(spec, name), random);
                scope.write(numbers, array);
              });
      kernel.forward(spec.problem(), arrays.arrays());
      List<MemorySegment> first = sums(spec, arrays, scope);
      SUMS.forEach(name -> scope.poison(arrays.outputs().get(name)));
      List<MemorySegment> second = sums(spec, arrays, scope);
      return compare(spec, first, second);
    }
  }

  private List<MemorySegment> sums(RecurrenceSpec spec, RecurrenceMemory arrays, BenchScope scope) {
    kernel.backward(spec.problem(), arrays.arrays(), arrays.gradients());
    return SUMS.stream().map(name -> scope.read(arrays.outputs().get(name))).toList();
  }

  private static Check compare(
      RecurrenceSpec spec, List<MemorySegment> first, List<MemorySegment> second) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < SUMS.size(); i++) {
      ElementType type = RecurrenceMemory.type(spec, SUMS.get(i));
      double error = Numbers.relativeError(first.get(i), second.get(i), type);
      // Small numbers may differ by less than the limit; no bit may.
      boolean same = first.get(i).mismatch(second.get(i)) < 0;
      checks.add(
          new Check(
              "recurrence twice " + spec.title(),
              SUMS.get(i),
              same ? error : Math.max(error, Check.SAME_BITS),
              Check.SAME_BITS));
    }
    return Check.worst(checks);
  }
}
