package org.srupp.kernels.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.kernels.cuda.driver.CudaTimer;

/** Times kernels on a card. */
final class CardTimings {
  private static final long PATTERN_BYTES = 1L << 22;

  private final CudaDevice device;
  private final BenchPlan plan;

  CardTimings(CudaDevice device, BenchPlan plan) {
    this.device = device;
    this.plan = plan;
  }

  /** A copy from the card's memory to the card's memory: what can be had of its bandwidth. */
  Timing copy() {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      MemorySegment from = take(plan.copyBytes(), taken);
      MemorySegment to = take(plan.copyBytes(), taken);
      device.fill(from, (byte) 1, 0);
      double seconds = seconds(() -> device.copy(from, to, 0));
      return new Timing("copy on the card", seconds, 2.0 * plan.copyBytes(), Double.NaN);
    } finally {
      taken.forEach(device::free);
    }
  }

  /**
   * Forward, then backward.
   *
   * @throws CudaMemoryException with the batch that would fit
   */
  List<Timing> recurrence(RecurrenceSpec spec) {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      RecurrenceMemory memory = new RecurrenceMemory(spec, bytes -> take(bytes, taken));
      memory
          .inputs()
          .forEach((name, array) -> fillPattern(name, RecurrenceMemory.type(spec, name), array));
      CudaRecurrence kernel = new CudaRecurrence(device, () -> 0);
      // Repeats read the gates of the run before as u, which costs the same.
      double forward = seconds(() -> kernel.forward(spec.problem(), memory.arrays()));
      double backward =
          seconds(() -> kernel.backward(spec.problem(), memory.arrays(), memory.gradients()));
      return List.of(
          timing("forward", spec, forward, RecurrenceCost.forwardBytes(spec), false),
          timing("backward", spec, backward, RecurrenceCost.backwardBytes(spec), true));
    } catch (CudaMemoryException e) {
      throw e.withBatch(spec.problem().batch(), RecurrenceMemory.bytes(spec));
    } finally {
      taken.forEach(device::free);
    }
  }

  /** Forward, then backward. */
  List<Timing> softmax(SoftmaxSpec spec) {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      SoftmaxMemory memory = new SoftmaxMemory(spec, bytes -> take(bytes, taken));
      memory
          .inputs()
          .forEach((name, array) -> fillPattern(name, SoftmaxMemory.type(spec, name), array));
      CudaSoftmax kernel = new CudaSoftmax(device, () -> 0);
      // Repeats read the softmax of the run before as scores, which costs the same.
      double forward = seconds(() -> kernel.forward(spec.problem(), memory.arrays()));
      double backward =
          seconds(() -> kernel.backward(spec.problem(), memory.arrays(), memory.gradient()));
      return List.of(
          new Timing("softmax of " + spec.title(), forward, spec.forwardBytes(), Double.NaN),
          new Timing(
              "softmax gradient of " + spec.title(), backward, spec.backwardBytes(), Double.NaN));
    } finally {
      taken.forEach(device::free);
    }
  }

  /** The update of one large parameter. */
  Timing update() {
    List<MemorySegment> taken = new ArrayList<>();
    try {
      UpdateBench bench = new UpdateBench(device);
      List<UpdateMemory> parameters = bench.zeros(plan.parameters(), taken);
      double seconds = seconds(() -> bench.update(parameters));
      double bytes = (double) plan.parameters() * UpdateBench.UPDATE_BYTES;
      return new Timing("update of " + plan.parameters(), seconds, bytes, Double.NaN);
    } finally {
      taken.forEach(device::free);
    }
  }

  private Timing timing(
      String pass, RecurrenceSpec spec, double seconds, long bytes, boolean backward) {
    double floor = RecurrenceCost.floorSeconds(spec.problem(), backward, device.properties());
    return new Timing(pass + " of " + spec.title(), seconds, bytes, floor);
  }

  private double seconds(Runnable work) {
    for (int i = 0; i < plan.warmups(); i++) {
      work.run();
    }
    try (CudaTimer timer = new CudaTimer(device, 0)) {
      return timer.median(plan.repeats(), work);
    }
  }

  private MemorySegment take(long bytes, List<MemorySegment> taken) {
    MemorySegment memory = device.allocate(bytes);
    taken.add(memory);
    return memory;
  }

  // Random numbers again and again: the power that a card draws, and so its clock, depends on its
  // data.
  private void fillPattern(String name, ElementType type, MemorySegment memory) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment pattern =
          arena.allocate(Math.min(PATTERN_BYTES, memory.byteSize()), Double.BYTES);
      Numbers.fill(name, pattern, type, new SplittableRandom(1));
      for (long at = 0; at < memory.byteSize(); at += pattern.byteSize()) {
        long bytes = Math.min(pattern.byteSize(), memory.byteSize() - at);
        device.copyToDevice(pattern.asSlice(0, bytes), memory.asSlice(at, bytes));
      }
    }
  }
}
