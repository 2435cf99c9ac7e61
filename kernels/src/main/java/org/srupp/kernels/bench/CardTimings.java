package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaResidual;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.CudaUpdate;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.kernels.cuda.driver.CudaTimer;

/**
 * Times kernels on a card. What the card has no memory for ends in a {@link CudaMemoryException}
 * that says what would fit.
 */
final class CardTimings {
  private final CudaDevice device;
  private final BenchPlan plan;
  private final PassTimings passes;

  CardTimings(CudaDevice device, BenchPlan plan) {
    this.device = device;
    this.plan = plan;
    this.passes = new PassTimings(new CardMemory(device), this::seconds);
  }

  /** A copy from the card's memory to the card's memory: what can be had of its bandwidth. */
  Timing copy() {
    return fitting(
        "a copy of %d bytes", plan.copyBytes(), bytes -> 2 * bytes, () -> copy(plan.copyBytes()));
  }

  private Timing copy(long bytes) {
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      MemorySegment from = scope.take(bytes);
      MemorySegment to = scope.take(bytes);
      scope.tile("copied", from, ElementType.FLOAT32);
      double seconds = seconds(() -> device.copy(from, to, 0));
      return new Timing("copy on the card", seconds, 2.0 * bytes, Double.NaN);
    }
  }

  /** Forward, then backward. */
  List<Timing> recurrence(RecurrenceSpec spec) {
    RecurrenceProblem problem = spec.problem();
    List<Timing> timings =
        fitting(
            "a batch of %d",
            problem.batch(),
            batch -> bytes(spec.resized(problem.length(), (int) batch)),
            () -> passes.recurrence(spec, new CudaRecurrence(device, () -> 0)));
    return List.of(
        timings.get(0).withFloor(floorSeconds(problem, false)),
        timings.get(1).withFloor(floorSeconds(problem, true)));
  }

  private static long bytes(RecurrenceSpec spec) {
    return RecurrenceMemory.bytes(spec) + CudaRecurrence.workspaceBytes(spec.problem());
  }

  /** Forward, then backward. */
  List<Timing> softmax(SoftmaxSpec spec) {
    return fitting(
        "a batch of %d",
        spec.problem().streams(),
        streams -> SoftmaxMemory.bytes(spec.withStreams((int) streams)),
        () -> passes.softmax(spec, new CudaSoftmax(device, () -> 0)));
  }

  /** Forward, then backward. */
  List<Timing> residual(ResidualSpec spec) {
    return fitting(
        "N=%d",
        spec.problem().rows(),
        rows -> bytes(spec.withRows((int) rows)),
        () -> passes.residual(spec, new CudaResidual(device, () -> 0)));
  }

  private static long bytes(ResidualSpec spec) {
    return ResidualMemory.bytes(spec) + CudaResidual.workspaceBytes(spec.problem());
  }

  /** The update of one large parameter. */
  Timing update() {
    return fitting(
        "an update of %d",
        plan.parameters(),
        count -> count * UpdateBench.MEMORY_BYTES + CudaUpdate.workspaceBytes(1),
        () -> update(plan.parameters()));
  }

  private Timing update(long count) {
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      UpdateBench bench = new UpdateBench(device);
      UpdateMemory parameter = UpdateBench.parameter(count, scope);
      double seconds = seconds(() -> bench.update(parameter));
      double bytes = (double) count * UpdateBench.UPDATE_BYTES;
      return new Timing("update of " + count, seconds, bytes, Double.NaN);
    }
  }

  // Free memory is asked for when the failed attempt has given back all that it took.
  private <T> T fitting(String what, long count, LongUnaryOperator bytes, Supplier<T> work) {
    try {
      return work.get();
    } catch (CudaMemoryException e) {
      long free = device.freeBytes() - CudaTimer.leastBytes(device);
      throw e.with(Fitting.advice(what, Fitting.below(count, bytes, free)));
    }
  }

  private double floorSeconds(RecurrenceProblem problem, boolean backward) {
    return RecurrenceCost.floorSeconds(problem, backward, device.properties());
  }

  private double seconds(Runnable work) {
    plan.repetition().warmUp(work, () -> device.synchronize(0));
    try (CudaTimer timer = new CudaTimer(device, 0)) {
      return timer.median(plan.repetition().repeats(), work);
    }
  }
}
