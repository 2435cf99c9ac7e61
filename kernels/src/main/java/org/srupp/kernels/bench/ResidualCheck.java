package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cuda.CudaResidual;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares a residual connection with the twin, on random inputs and poisoned outputs. */
final class ResidualCheck {
  private final BenchMemory memory;
  private final ResidualKernel kernel;

  /** Of a card. */
  ResidualCheck(KernelDevice device) {
    this(new CardMemory(device), new CudaResidual(device, () -> 0));
  }

  /**
   * @param memory that the kernel works in
   */
  ResidualCheck(BenchMemory memory, ResidualKernel kernel) {
    this.memory = memory;
    this.kernel = kernel;
  }

  /** What is compared: sizes that are no multiple of anything, every option once or more. */
  static List<ResidualSpec> specs(ElementType type) {
    return List.of(
        ResidualSpec.recurrent(131, 257, type),
        ResidualSpec.recurrent(67, 770, type),
        ResidualSpec.transformer(45, 133, type),
        ResidualSpec.bare(29, 34, type));
  }

  Check run(ResidualSpec spec, long seed) {
    try (BenchScope scope = new BenchScope(memory)) {
      SplittableRandom random = new SplittableRandom(seed);
      // The twin's memory is float32, and holds the same numbers.
      ResidualSpec exact = spec.in(ElementType.FLOAT32);
      ResidualMemory expected = new ResidualMemory(exact, scope::host);
      ResidualMemory checked = new ResidualMemory(spec, scope::poisoned);
      checked
          .inputs()
          .forEach(
              (name, array) ->
                  scope.fill(
                      name,
                      array,
                      ResidualMemory.type(spec, name),
                      expected.inputs().get(name),
                      random));
      run(new ReferenceResidual(), exact, expected);
      run(kernel, spec, checked);
      return compare(spec, expected, checked, scope);
    }
  }

  private static void run(ResidualKernel kernel, ResidualSpec spec, ResidualMemory memory) {
    kernel.forward(spec.problem(), memory.arrays());
    kernel.backward(spec.problem(), memory.arrays(), memory.gradients());
  }

  private static Check compare(
      ResidualSpec spec, ResidualMemory expected, ResidualMemory checked, BenchScope scope) {
    List<Check> checks = new ArrayList<>();
    expected
        .outputs()
        .forEach(
            (name, array) -> {
              MemorySegment found =
                  scope.readWide(checked.outputs().get(name), ResidualMemory.type(spec, name));
              checks.add(
                  new Check(
                      "residual " + spec.title(),
                      name,
                      error(spec, name, array, found),
                      Check.limit(spec.problem().type())));
            });
    return Check.worst(checks);
  }

  // That of alpha is one sum of N P terms of both signs, which may be as good as 0: beside it the
  // error is nothing that can be bounded, beside what such sums mostly are it is.
  private static double error(
      ResidualSpec spec, String name, MemorySegment expected, MemorySegment found) {
    if (!name.equals("gradAlpha")) {
      return Numbers.relativeError(expected, found, ElementType.FLOAT32);
    }
    double terms = (double) spec.problem().rows() * spec.problem().size();
    double wanted = Numbers.get(expected, ElementType.FLOAT32, 0);
    return Math.abs(Numbers.get(found, ElementType.FLOAT32, 0) - wanted) / Math.sqrt(terms);
  }
}
