package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares a recurrence with the twin, on random inputs and poisoned outputs. */
final class RecurrenceCheck {
  /** Of what is timed: no multiple of a group of steps, and more than are loaded ahead at once. */
  private static final int STEPS = 37;

  private final BenchMemory memory;
  private final RecurrenceKernel kernel;

  /** Of a card. */
  RecurrenceCheck(KernelDevice device) {
    this(new CardMemory(device), new CudaRecurrence(device, () -> 0));
  }

  /**
   * @param memory that the kernel works in
   */
  RecurrenceCheck(BenchMemory memory, RecurrenceKernel kernel) {
    this.memory = memory;
    this.kernel = kernel;
  }

  /**
   * What is compared: sizes that are no multiple of anything; every kind of skip term, activation,
   * direction and optional array once or more, not all combinations; and so many columns that a
   * large card loads least ahead.
   */
  static List<RecurrenceSpec> specs(ElementType type) {
    return List.of(
        RecurrenceSpec.languageModel(61, 3, 257, type),
        RecurrenceSpec.languageModel(97, 5, 514, type),
        RecurrenceSpec.encoder(31, 7, 122, type),
        RecurrenceSpec.encoder(29, 2, 1028, type),
        RecurrenceSpec.others(45, 3, 133, type),
        RecurrenceSpec.bare(37, 5, 131, type),
        RecurrenceSpec.languageModel(17, 7, 11_002, type));
  }

  /**
   * What is timed in this type, with so few steps that the twin keeps up. How a card's kernels are
   * compiled follows from the number of columns, not from that of steps, so what is compared here
   * is what is timed, on every card.
   */
  static List<RecurrenceSpec> shortened(List<RecurrenceSpec> timed, ElementType type) {
    return timed.stream()
        .filter(spec -> spec.problem().type() == type)
        .map(spec -> spec.resized(Math.min(STEPS, spec.problem().length()), spec.problem().batch()))
        .distinct()
        .toList();
  }

  Check run(RecurrenceSpec spec, long seed) {
    try (BenchScope scope = new BenchScope(memory)) {
      RecurrenceMemory expected = new RecurrenceMemory(spec, scope::host);
      RecurrenceMemory checked = new RecurrenceMemory(spec, scope::poisoned);
      SplittableRandom random = new SplittableRandom(seed);
      expected
          .inputs()
          .forEach(
              (name, array) -> {
                Numbers.fill(name, array, RecurrenceMemory.type(spec, name), random);
                scope.write(array, checked.inputs().get(name));
              });
      run(new ReferenceRecurrence(), spec, expected);
      run(kernel, spec, checked);
      return compare(spec, expected, checked, scope);
    }
  }

  private static void run(RecurrenceKernel kernel, RecurrenceSpec spec, RecurrenceMemory memory) {
    kernel.forward(spec.problem(), memory.arrays());
    kernel.backward(spec.problem(), memory.arrays(), memory.gradients());
  }

  private static Check compare(
      RecurrenceSpec spec, RecurrenceMemory expected, RecurrenceMemory checked, BenchScope scope) {
    List<Check> checks = new ArrayList<>();
    expected
        .outputs()
        .forEach(
            (name, array) -> {
              MemorySegment found = scope.read(checked.outputs().get(name));
              double error = Numbers.relativeError(array, found, RecurrenceMemory.type(spec, name));
              checks.add(
                  new Check(
                      "recurrence " + spec.title(),
                      name,
                      error,
                      Check.limit(spec.problem().type())));
            });
    return Check.worst(checks);
  }
}
