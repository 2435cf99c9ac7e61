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

/** Compares the recurrence of a card with the twin, on random inputs and poisoned outputs. */
final class RecurrenceCheck {
  private static final double FLOAT32_LIMIT = 1e-5;
  private static final double BFLOAT16_LIMIT = 1e-2;
  private static final byte POISON = -1;

  private final KernelDevice device;

  RecurrenceCheck(KernelDevice device) {
    this.device = device;
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
              (name, memory) ->
                  Numbers.fill(name, memory, RecurrenceMemory.type(spec, name), random));
      RecurrenceMemory card =
          new RecurrenceMemory(
              spec,
              bytes -> {
                taken.add(device.allocate(bytes));
                return taken.get(taken.size() - 1);
              });
      expected
          .inputs()
          .forEach((name, memory) -> device.copyToDevice(memory, card.inputs().get(name)));
      card.outputs().values().forEach(memory -> device.fill(memory, POISON, 0));
      run(new ReferenceRecurrence(), spec, expected);
      run(new CudaRecurrence(device, () -> 0), spec, card);
      return compare(spec, expected, card, arena);
    } finally {
      taken.forEach(device::free);
    }
  }

  private static void run(RecurrenceKernel kernel, RecurrenceSpec spec, RecurrenceMemory memory) {
    kernel.forward(spec.problem(), memory.arrays());
    kernel.backward(spec.problem(), memory.arrays(), memory.gradients());
  }

  private Check compare(
      RecurrenceSpec spec, RecurrenceMemory expected, RecurrenceMemory card, Arena arena) {
    ElementType type = spec.problem().type();
    String worst = "none";
    double error = 0;
    for (Map.Entry<String, MemorySegment> output : expected.outputs().entrySet()) {
      String name = output.getKey();
      MemorySegment found = arena.allocate(output.getValue().byteSize(), Long.BYTES);
      device.copyToHost(card.outputs().get(name), found, 0);
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
