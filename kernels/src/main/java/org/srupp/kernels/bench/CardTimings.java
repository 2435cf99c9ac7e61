package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaResidual;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.kernels.cuda.driver.CudaTimer;

/** Times kernels on a card. */
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
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      MemorySegment from = scope.take(plan.copyBytes());
      MemorySegment to = scope.take(plan.copyBytes());
      device.fill(from, (byte) 1, 0);
      double seconds = seconds(() -> device.copy(from, to, 0));
      return new Timing("copy on the card", seconds, 2.0 * plan.copyBytes(), Double.NaN);
    }
  }

  /**
   * Forward, then backward.
   *
   * @throws CudaMemoryException with the batch that would fit
   */
  List<Timing> recurrence(RecurrenceSpec spec) {
    try {
      List<Timing> timings = passes.recurrence(spec, new CudaRecurrence(device, () -> 0));
      return List.of(
          timings.get(0).withFloor(floorSeconds(spec.problem(), false)),
          timings.get(1).withFloor(floorSeconds(spec.problem(), true)));
    } catch (CudaMemoryException e) {
      throw e.withBatch(spec.problem().batch(), RecurrenceMemory.bytes(spec));
    }
  }

  /** Forward, then backward. */
  List<Timing> softmax(SoftmaxSpec spec) {
    return passes.softmax(spec, new CudaSoftmax(device, () -> 0));
  }

  /** Forward, then backward. */
  List<Timing> residual(ResidualSpec spec) {
    return passes.residual(spec, new CudaResidual(device, () -> 0));
  }

  /** The update of one large parameter. */
  Timing update() {
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      UpdateBench bench = new UpdateBench(device);
      UpdateMemory parameter = bench.zeros(plan.parameters(), scope);
      double seconds = seconds(() -> bench.update(parameter));
      double bytes = (double) plan.parameters() * UpdateBench.UPDATE_BYTES;
      return new Timing("update of " + plan.parameters(), seconds, bytes, Double.NaN);
    }
  }

  private double floorSeconds(RecurrenceProblem problem, boolean backward) {
    return RecurrenceCost.floorSeconds(problem, backward, device.properties());
  }

  private double seconds(Runnable work) {
    for (int i = 0; i < plan.warmups(); i++) {
      work.run();
    }
    try (CudaTimer timer = new CudaTimer(device, 0)) {
      return timer.median(plan.repeats(), work);
    }
  }
}
