package org.srupp.kernels.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares a recurrence with the twin, on random inputs and poisoned outputs. */
final class RecurrenceCheck {
  private static final double FLOAT32_LIMIT = 1e-5;
  private static final double BFLOAT16_LIMIT = 1e-2;
  private static final byte POISON = -1;

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

  /** What is compared: sizes that are no multiple of anything, every option once or more. */
  static List<RecurrenceSpec> specs(ElementType type) {
    return List.of(
        RecurrenceSpec.languageModel(61, 3, 257, type),
        RecurrenceSpec.languageModel(97, 5, 514, type),
        RecurrenceSpec.encoder(31, 7, 122, type),
        RecurrenceSpec.encoder(29, 2, 1028, type),
        RecurrenceSpec.others(45, 3, 133, type));
  }

  Check run(RecurrenceSpec spec, long seed) {
    List<MemorySegment> taken = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      RecurrenceMemory expected =
          new RecurrenceMemory(spec, bytes -> arena.allocate(bytes, Long.BYTES));
      SplittableRandom random = new SplittableRandom(seed);
      expected
          .inputs()
          .forEach(
              (name, array) ->
                  Numbers.fill(name, array, RecurrenceMemory.type(spec, name), random));
      RecurrenceMemory checked =
          new RecurrenceMemory(
              spec,
              bytes -> {
                taken.add(memory.allocate(bytes));
                return taken.get(taken.size() - 1);
              });
      expected.inputs().forEach((name, array) -> memory.write(array, checked.inputs().get(name)));
      checked.outputs().values().forEach(array -> memory.fill(array, POISON));
      run(new ReferenceRecurrence(), spec, expected);
      run(kernel, spec, checked);
      return compare(spec, expected, checked, arena);
    } finally {
      taken.forEach(memory::free);
    }
  }

  private static void run(RecurrenceKernel kernel, RecurrenceSpec spec, RecurrenceMemory memory) {
    kernel.forward(spec.problem(), memory.arrays());
    kernel.backward(spec.problem(), memory.arrays(), memory.gradients());
  }

  private Check compare(
      RecurrenceSpec spec, RecurrenceMemory expected, RecurrenceMemory checked, Arena arena) {
    ElementType type = spec.problem().type();
    String worst = "none";
    double error = 0;
    for (Map.Entry<String, MemorySegment> output : expected.outputs().entrySet()) {
      String name = output.getKey();
      MemorySegment found = arena.allocate(output.getValue().byteSize(), Long.BYTES);
      memory.read(checked.outputs().get(name), found);
      double own =
          Numbers.relativeError(output.getValue(), found, RecurrenceMemory.type(spec, name));
      if (!(own <= error)) {
        worst = name;
        error = own;
      }
    }
    double limit = type == ElementType.BFLOAT16 ? BFLOAT16_LIMIT : FLOAT32_LIMIT;
    return new Check("recurrence " + spec.title(), worst, error, limit);
  }
}
