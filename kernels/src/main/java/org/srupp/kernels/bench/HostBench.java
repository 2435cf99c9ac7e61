package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.cpu.LaneMath;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.VectorResidual;
import org.srupp.kernels.cpu.VectorSoftmax;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;

/** Checks and times the processor's kernels. */
final class HostBench {
  private static final double NANOS = 1e9;

  private final BenchPlan plan;
  private final HostMemory memory = new HostMemory();
  private final WorkerPool pool = new WorkerPool();
  private final VectorRecurrence recurrence = new VectorRecurrence(pool);
  private final VectorSoftmax softmax = new VectorSoftmax(pool);
  private final VectorResidual residual = new VectorResidual(pool);
  private final PassTimings passes = new PassTimings(memory, this::seconds);

  HostBench(BenchPlan plan) {
    this.plan = plan;
  }

  BenchReport report() {
    try (pool) {
      List<Check> checks = checks();
      List<Timing> timings = new ArrayList<>();
      if (checks.stream().noneMatch(Check::failed)) {
        timings.add(copy());
        plan.recurrences().forEach(spec -> timings.addAll(passes.recurrence(spec, recurrence)));
        plan.softmaxes().forEach(spec -> timings.addAll(passes.softmax(spec, softmax)));
        plan.residuals().forEach(spec -> timings.addAll(passes.residual(spec, residual)));
        timings.add(update());
      }
      Subject subject = Subject.processor(pool.threads(), LaneMath.FLOATS.vectorBitSize());
      return new BenchReport(subject, checks, timings, List.of());
    }
  }

  private List<Check> checks() {
    // Fresh at each run: a kernel cannot have been made to fit.
    long seed = new SecureRandom().nextLong();
    List<Check> checks = new ArrayList<>();
    for (RecurrenceSpec spec : RecurrenceCheck.specs(ElementType.FLOAT32)) {
      checks.add(new RecurrenceCheck(memory, recurrence).run(spec, seed));
    }
    for (SoftmaxSpec spec : SoftmaxCheck.specs(ElementType.FLOAT32)) {
      checks.add(new SoftmaxCheck(memory, softmax).run(spec, seed));
    }
    for (ResidualSpec spec : ResidualCheck.specs(ElementType.FLOAT32)) {
      checks.add(new ResidualCheck(memory, residual).run(spec, seed));
    }
    return checks;
  }

  /** Over all threads, as the kernels: what can be had of the memory's bandwidth. */
  private Timing copy() {
    try (BenchScope scope = new BenchScope(memory)) {
      MemorySegment from = scope.take(plan.copyBytes());
      MemorySegment to = scope.take(plan.copyBytes());
      long part = plan.copyBytes() / pool.threads();
      double seconds =
          seconds(
              () ->
                  pool.run(
                      pool.threads(),
                      1,
                      (first, last) ->
                          MemorySegment.copy(
                              from, first * part, to, first * part, (last - first) * part)));
      return new Timing("copy in memory", seconds, 2.0 * plan.copyBytes(), Double.NaN);
    }
  }

  private Timing update() {
    try (BenchScope scope = new BenchScope(memory)) {
      long count = plan.parameters();
      long bytes = count * Float.BYTES;
      UpdateMemory parameter =
          new UpdateMemory(
              scope.take(bytes), scope.take(bytes), scope.take(bytes), scope.take(bytes), count);
      VectorUpdate kernel = new VectorUpdate(pool);
      double seconds = seconds(() -> kernel.update(parameter, UpdateBench.STEP));
      double moved = (double) count * UpdateBench.UPDATE_BYTES;
      return new Timing("update of " + count, seconds, moved, Double.NaN);
    }
  }

  private double seconds(Runnable work) {
    for (int i = 0; i < plan.warmups(); i++) {
      work.run();
    }
    double[] times = new double[plan.repeats()];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      work.run();
      times[i] = (System.nanoTime() - start) / NANOS;
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
