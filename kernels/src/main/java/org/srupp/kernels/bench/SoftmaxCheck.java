package org.srupp.kernels.bench;

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
    try (BenchScope scope = new BenchScope(memory)) {
      SplittableRandom random = new SplittableRandom(seed);
      // The twin's memory is float32, and holds the same numbers.
      SoftmaxMemory expected = new SoftmaxMemory(spec.in(ElementType.FLOAT32), scope::host);
      SoftmaxMemory checked = new SoftmaxMemory(spec, scope::poisoned);
      checked
          .inputs()
          .forEach(
              (name, array) ->
                  scope.fill(
                      name,
                      array,
                      SoftmaxMemory.type(spec, name),
                      expected.inputs().get(name),
                      random));
      return compare(spec, expected, checked, scope);
    }
  }

  private Check compare(
      SoftmaxSpec spec, SoftmaxMemory expected, SoftmaxMemory checked, BenchScope scope) {
    ElementType type = spec.problem().type();
    SoftmaxSpec exact = spec.in(ElementType.FLOAT32);
    List<Check> checks = new ArrayList<>();
    new ReferenceSoftmax().forward(exact.problem(), expected.arrays());
    kernel.forward(spec.problem(), checked.arrays());
    MemorySegment softmax = scope.readWide(checked.arrays().scores(), type);
    checks.add(check(spec, "softmax", expected.arrays().scores(), softmax));
    if (spec.dropout()) {
      MemorySegment weights = scope.readWide(checked.arrays().weights(), type);
      checks.add(check(spec, "weights", expected.arrays().weights(), weights));
    }
    // Both read what the kernel left.
    expected.arrays().scores().copyFrom(softmax);
    new ReferenceSoftmax().backward(exact.problem(), expected.arrays(), expected.gradient());
    kernel.backward(spec.problem(), checked.arrays(), checked.gradient());
    MemorySegment gradient = scope.readWide(checked.gradient(), type);
    checks.add(check(spec, "gradient", expected.gradient(), gradient));
    return Check.worst(checks);
  }

  private static Check check(
      SoftmaxSpec spec, String array, MemorySegment expected, MemorySegment found) {
    double error = Numbers.relativeError(expected, found, ElementType.FLOAT32);
    return new Check("softmax " + spec.title(), array, error, Check.limit(spec.problem().type()));
  }
}
