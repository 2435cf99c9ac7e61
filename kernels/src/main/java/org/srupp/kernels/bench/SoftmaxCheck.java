package org.srupp.kernels.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares a softmax with the twin, on random inputs and poisoned outputs. */
final class SoftmaxCheck {
  private static final double FLOAT32_LIMIT = 1e-5;
  private static final double BFLOAT16_LIMIT = 1e-2;
  private static final byte POISON = -1;

  private final BenchMemory memory;
  private final SoftmaxKernel kernel;

  /** Of a card. */
  SoftmaxCheck(KernelDevice device) {
    this(new CardMemory(device), new CudaSoftmax(device, () -> 0));
  }

  /**
   * @param memory that the kernel works in
   */
  SoftmaxCheck(BenchMemory memory, SoftmaxKernel kernel) {
    this.memory = memory;
    this.kernel = kernel;
  }

  /** What is compared: sizes that are no multiple of anything, every option once or more. */
  static List<SoftmaxSpec> specs(ElementType type) {
    return List.of(
        SoftmaxSpec.languageModel(3, 31, 1027, type),
        SoftmaxSpec.languageModel(5, 17, 514, type),
        SoftmaxSpec.encoder(3, 5, 23, type),
        SoftmaxSpec.bare(1, 3, 34, type));
  }

  Check run(SoftmaxSpec spec, long seed) {
    List<MemorySegment> taken = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      SplittableRandom random = new SplittableRandom(seed);
      // The twin's memory is float32, and holds the same numbers.
      SoftmaxMemory expected =
          new SoftmaxMemory(spec.in(ElementType.FLOAT32), bytes -> host(arena, bytes));
      SoftmaxMemory checked = new SoftmaxMemory(spec, bytes -> take(bytes, taken));
      checked
          .inputs()
          .forEach(
              (name, array) -> {
                ElementType type = SoftmaxMemory.type(spec, name);
                MemorySegment numbers = host(arena, array.byteSize());
                Numbers.fill(name, numbers, type, random);
                memory.write(numbers, array);
                widen(numbers, type, expected.inputs().get(name));
              });
      return compare(spec, expected, checked, arena);
    } finally {
      taken.forEach(memory::free);
    }
  }

  private Check compare(
      SoftmaxSpec spec, SoftmaxMemory expected, SoftmaxMemory checked, Arena arena) {
    ElementType type = spec.problem().type();
    SoftmaxSpec exact = spec.in(ElementType.FLOAT32);
    List<Check> checks = new ArrayList<>();
    if (spec.dropout()) {
      memory.fill(checked.arrays().weights(), POISON);
    }
    new ReferenceSoftmax().forward(exact.problem(), expected.arrays());
    kernel.forward(spec.problem(), checked.arrays());
    MemorySegment softmax = read(checked.arrays().scores(), type, arena);
    checks.add(check(spec, "softmax", expected.arrays().scores(), softmax));
    if (spec.dropout()) {
      MemorySegment weights = read(checked.arrays().weights(), type, arena);
      checks.add(check(spec, "weights", expected.arrays().weights(), weights));
    }
    // Both read what the kernel left.
    expected.arrays().scores().copyFrom(softmax);
    new ReferenceSoftmax().backward(exact.problem(), expected.arrays(), expected.gradient());
    kernel.backward(spec.problem(), checked.arrays(), checked.gradient());
    MemorySegment gradient = read(checked.gradient(), type, arena);
    checks.add(check(spec, "gradient", expected.gradient(), gradient));
    return worst(checks);
  }

  private static Check check(
      SoftmaxSpec spec, String array, MemorySegment expected, MemorySegment found) {
    double error = Numbers.relativeError(expected, found, ElementType.FLOAT32);
    boolean bfloat16 = spec.problem().type() == ElementType.BFLOAT16;
    double limit = bfloat16 ? BFLOAT16_LIMIT : FLOAT32_LIMIT;
    return new Check("softmax " + spec.title(), array, error, limit);
  }

  private static Check worst(List<Check> checks) {
    Check worst = checks.get(0);
    for (Check check : checks) {
      // Negated, because NaN compares false; the first NaN stays.
      if (!Double.isNaN(worst.error()) && !(check.error() <= worst.error())) {
        worst = check;
      }
    }
    return worst;
  }

  private MemorySegment read(MemorySegment array, ElementType type, Arena arena) {
    MemorySegment numbers = host(arena, array.byteSize());
    memory.read(array, numbers);
    MemorySegment wide = host(arena, Numbers.count(numbers, type) * Float.BYTES);
    widen(numbers, type, wide);
    return wide;
  }

  private static void widen(MemorySegment numbers, ElementType type, MemorySegment wide) {
    for (long i = 0; i < Numbers.count(numbers, type); i++) {
      Numbers.put(wide, ElementType.FLOAT32, i, Numbers.get(numbers, type, i));
    }
  }

  private static MemorySegment host(Arena arena, long bytes) {
    return arena.allocate(bytes, Long.BYTES);
  }

  private MemorySegment take(long bytes, List<MemorySegment> taken) {
    MemorySegment array = memory.allocate(bytes);
    taken.add(array);
    return array;
  }
}
