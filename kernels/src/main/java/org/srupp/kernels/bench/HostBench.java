package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  BenchReport report(BenchRun run) {
    try (pool) {
      List<Check> checks = checks(run.seed());
      Timings timings = checks.stream().anyMatch(Check::failed) ? Timings.NONE : time();
      Subject subject = Subject.processor(pool.threads(), LaneMath.FLOATS.vectorBitSize());
      return new BenchReport(run, subject, checks, timings, List.of());
    }
  }

  private Timings time() {
    Timing copy = copy();
    List<Timing> kernels = new ArrayList<>();
    plan.recurrences().forEach(spec -> kernels.addAll(passes.recurrence(spec, recurrence)));
    plan.softmaxes().forEach(spec -> kernels.addAll(passes.softmax(spec, softmax)));
    plan.residuals().forEach(spec -> kernels.addAll(passes.residual(spec, residual)));
    kernels.add(update());
    return new Timings(Optional.of(copy), kernels);
  }

  private List<Check> checks(long seed) {
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
      scope.tile("copied", from, ElementType.FLOAT32);
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
      UpdateMemory parameter = UpdateBench.parameter(count, scope);
      VectorUpdate kernel = new VectorUpdate(pool);
      double seconds = seconds(() -> kernel.update(parameter, UpdateBench.STEP));
      double moved = (double) count * UpdateBench.UPDATE_BYTES;
      return new Timing("update of " + count, seconds, moved, Double.NaN);
    }
  }

  private double seconds(Runnable work) {
    plan.repetition().warmUp(work, () -> {});
    double[] times = new double[plan.repetition().repeats()];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      work.run();
      times[i] = (System.nanoTime() - start) / NANOS;
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
