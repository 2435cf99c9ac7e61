package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.SoftmaxKernel;

/**
 * Times kernels with a forward and a backward, in that order, wherever they run. Repeats read what
 * the run before left in its place, which costs the same.
 */
final class PassTimings {
  private final BenchMemory memory;
  private final Stopwatch stopwatch;

  /**
   * @param memory that the kernels work in
   */
  PassTimings(BenchMemory memory, Stopwatch stopwatch) {
    this.memory = memory;
    this.stopwatch = stopwatch;
  }

  List<Timing> recurrence(RecurrenceSpec spec, RecurrenceKernel kernel) {
    try (BenchScope scope = new BenchScope(memory)) {
      RecurrenceMemory arrays = new RecurrenceMemory(spec, scope::take);
      fill(arrays.inputs(), name -> RecurrenceMemory.type(spec, name), scope);
      return List.of(
          timing(
              "forward of " + spec.title(),
              RecurrenceCost.forwardBytes(spec),
              () -> kernel.forward(spec.problem(), arrays.arrays())),
          timing(
              "backward of " + spec.title(),
              RecurrenceCost.backwardBytes(spec),
              () -> kernel.backward(spec.problem(), arrays.arrays(), arrays.gradients())));
    }
  }

  List<Timing> softmax(SoftmaxSpec spec, SoftmaxKernel kernel) {
    try (BenchScope scope = new BenchScope(memory)) {
      SoftmaxMemory arrays = new SoftmaxMemory(spec, scope::take);
      fill(arrays.inputs(), name -> SoftmaxMemory.type(spec, name), scope);
      Runnable forward = () -> kernel.forward(spec.problem(), arrays.arrays());
      Runnable backward = () -> kernel.backward(spec.problem(), arrays.arrays(), arrays.gradient());
      return List.of(
          timing("softmax of " + spec.title(), spec.forwardBytes(), forward),
          timing("softmax gradient of " + spec.title(), spec.backwardBytes(), backward));
    }
  }

  List<Timing> residual(ResidualSpec spec, ResidualKernel kernel) {
    try (BenchScope scope = new BenchScope(memory)) {
      ResidualMemory arrays = new ResidualMemory(spec, scope::take);
      fill(arrays.inputs(), name -> ResidualMemory.type(spec, name), scope);
      Runnable forward = () -> kernel.forward(spec.problem(), arrays.arrays());
      Runnable backward =
          () -> kernel.backward(spec.problem(), arrays.arrays(), arrays.gradients());
      return List.of(
          timing("residual of " + spec.title(), spec.forwardBytes(), forward),
          timing("residual gradient of " + spec.title(), spec.backwardBytes(), backward));
    }
  }

  private Timing timing(String what, long bytes, Runnable work) {
    return new Timing(what, stopwatch.seconds(work), bytes, Double.NaN);
  }

  private static void fill(
      Map<String, MemorySegment> inputs, Function<String, ElementType> type, BenchScope scope) {
    inputs.forEach((name, array) -> scope.tile(name, array, type.apply(name)));
  }
}
