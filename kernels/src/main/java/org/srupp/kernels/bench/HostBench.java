package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.cpu.LaneMath;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;

/** Checks and times the processor's kernels. */
final class HostBench {
  private static final int UPDATE_ARRAYS = 4;
  private static final double NANOS = 1e9;

  private final BenchPlan plan;
  private final HostMemory memory = new HostMemory();
  private final WorkerPool pool = new WorkerPool();
  private final VectorRecurrence recurrence = new VectorRecurrence(pool);

  HostBench(BenchPlan plan) {
    this.plan = plan;
  }

  BenchReport report() {
    try (pool) {
      List<Check> checks = checks();
      List<Timing> timings = new ArrayList<>();
      if (checks.stream().noneMatch(Check::failed)) {
        timings.add(copy());
        plan.recurrences().forEach(spec -> timings.addAll(recurrence(spec)));
        timings.add(update());
      }
      Subject subject = Subject.processor(pool.threads(), LaneMath.FLOATS.vectorBitSize());
      return new BenchReport(subject, checks, timings, List.of());
    }
  }

  private List<Check> checks() {
    // Fresh at each run: a kernel cannot have been made to fit.
    long seed = new SecureRandom().nextLong();
    RecurrenceCheck check = new RecurrenceCheck(memory, recurrence);
    return RecurrenceCheck.specs(ElementType.FLOAT32).stream()
        .map(spec -> check.run(spec, seed))
        .toList();
  }

  /** Over all threads, as the kernels: what can be had of the memory's bandwidth. */
  private Timing copy() {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      MemorySegment from = take(plan.copyBytes(), taken);
      MemorySegment to = take(plan.copyBytes(), taken);
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
    } finally {
      taken.forEach(memory::free);
    }
  }

  private List<Timing> recurrence(RecurrenceSpec spec) {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      RecurrenceMemory arrays = new RecurrenceMemory(spec, bytes -> take(bytes, taken));
      SplittableRandom random = new SplittableRandom(1);
      arrays
          .inputs()
          .forEach(
              (name, array) ->
                  Numbers.fill(name, array, RecurrenceMemory.type(spec, name), random));
      // Repeats read the gates of the run before as u, which costs the same.
      double forward = seconds(() -> recurrence.forward(spec.problem(), arrays.arrays()));
      double backward =
          seconds(() -> recurrence.backward(spec.problem(), arrays.arrays(), arrays.gradients()));
      return List.of(
          new Timing(
              "forward of " + spec.title(), forward, RecurrenceCost.forwardBytes(spec), Double.NaN),
          new Timing(
              "backward of " + spec.title(),
              backward,
              RecurrenceCost.backwardBytes(spec),
              Double.NaN));
    } finally {
      taken.forEach(memory::free);
    }
  }

  private Timing update() {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      for (int i = 0; i < UPDATE_ARRAYS; i++) {
        take(plan.parameters() * Float.BYTES, taken);
      }
      UpdateMemory parameter =
          new UpdateMemory(
              taken.get(0), taken.get(1), taken.get(2), taken.get(3), plan.parameters());
      VectorUpdate kernel = new VectorUpdate(pool);
      double seconds = seconds(() -> kernel.update(parameter, UpdateBench.STEP));
      double bytes = (double) plan.parameters() * UpdateBench.UPDATE_BYTES;
      return new Timing("update of " + plan.parameters(), seconds, bytes, Double.NaN);
    } finally {
      taken.forEach(memory::free);
    }
  }

  private MemorySegment take(long bytes, List<MemorySegment> taken) {
    MemorySegment segment = memory.allocate(bytes);
    taken.add(segment);
    return segment;
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
