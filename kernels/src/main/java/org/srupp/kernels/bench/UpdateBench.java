package org.srupp.kernels.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.kernels.cuda.CudaUpdate;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Checks the update of a card against its twin, and sets one up for timing. */
final class UpdateBench {
  /** What an update reads (weight, gradient, m, v) and writes (weight, m, v) of a parameter. */
  static final int UPDATE_BYTES = 7 * Float.BYTES;

  private static final double LIMIT = 1e-5;
  private static final UpdateStep STEP =
      new UpdateStep(UpdateStep.Rule.ADAPTIVE, 0.01, 1.1, 1e-4, 0.7, 0.9, 0.999, 1e-8);

  private final KernelDevice device;
  private final CudaUpdate update;

  UpdateBench(KernelDevice device) {
    this.device = device;
    this.update = new CudaUpdate(device, () -> 0);
  }

  /** One step on parameters of these sizes in one launch, and the norm of their gradients. */
  List<Check> check(List<Integer> sizes, long seed) {
    List<MemorySegment> taken = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<UpdateMemory> expected = sizes.stream().map(n -> random(arena, n, random)).toList();
      List<UpdateMemory> card = expected.stream().map(memory -> copy(memory, taken)).toList();
      expected.forEach(memory -> new ReferenceUpdate().update(memory, STEP));
      update.update(card, STEP);
      double error = 0;
      double squares = 0;
      for (int i = 0; i < card.size(); i++) {
        error = Math.max(error, error(expected.get(i), card.get(i), arena));
        squares +=
            new ReferenceUpdate().sumOfSquares(expected.get(i).gradient(), card.get(i).count());
      }
      double found = update.sumOfSquares(card.stream().map(UpdateMemory::gradient).toList());
      return List.of(
          new Check("update of parameters " + sizes, "weight, m, v", error, LIMIT),
          new Check("sum of squares of their gradients", "sum", error(squares, found), LIMIT));
    } finally {
      taken.forEach(device::free);
    }
  }

  /** Queues an update of all. */
  void update(List<UpdateMemory> parameters) {
    update.update(parameters, STEP);
  }

  /** Parameters of the card, all zero. */
  List<UpdateMemory> zeros(long count, List<MemorySegment> taken) {
    List<MemorySegment> arrays = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      MemorySegment memory = device.allocate(count * Float.BYTES);
      taken.add(memory);
      arrays.add(memory);
      device.fill(memory, (byte) 0, 0);
    }
    return List.of(
        new UpdateMemory(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3), count));
  }

  private UpdateMemory random(Arena arena, int count, SplittableRandom random) {
    return new UpdateMemory(
        random(arena, count, random, 0),
        random(arena, count, random, 0),
        random(arena, count, random, 0),
        random(arena, count, random, 1.5),
        count);
  }

  // In [-1, 1), shifted: the running mean of squares is not near 0, where its root would be no
  // number.
  private static MemorySegment random(
      Arena arena, int count, SplittableRandom random, double shift) {
    MemorySegment memory = arena.allocate((long) count * Float.BYTES, Float.BYTES);
    for (int i = 0; i < count; i++) {
      Numbers.put(memory, ElementType.FLOAT32, i, shift + random.nextDouble(-1, 1));
    }
    return memory;
  }

  private UpdateMemory copy(UpdateMemory memory, List<MemorySegment> taken) {
    return new UpdateMemory(
        copy(memory.weight(), taken),
        copy(memory.gradient(), taken),
        copy(memory.m(), taken),
        copy(memory.v(), taken),
        memory.count());
  }

  private MemorySegment copy(MemorySegment host, List<MemorySegment> taken) {
    MemorySegment memory = device.allocate(host.byteSize());
    taken.add(memory);
    device.copyToDevice(host, memory);
    return memory;
  }

  private double error(UpdateMemory expected, UpdateMemory card, Arena arena) {
    double weight = error(expected.weight(), card.weight(), arena);
    double m = error(expected.m(), card.m(), arena);
    return Math.max(weight, Math.max(m, error(expected.v(), card.v(), arena)));
  }

  private double error(MemorySegment expected, MemorySegment card, Arena arena) {
    MemorySegment found = arena.allocate(card.byteSize(), Float.BYTES);
    device.copyToHost(card, found, 0);
    return Numbers.relativeError(expected, found, ElementType.FLOAT32);
  }

  private static double error(double expected, double found) {
    return Math.abs(found - expected) / expected;
  }
}
