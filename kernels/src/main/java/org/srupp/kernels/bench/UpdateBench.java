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
  static final UpdateStep STEP =
      new UpdateStep(UpdateStep.Rule.ADAPTIVE, 0.01, 1.1, 1e-4, 0.7, 0.9, 0.999, 1e-8);

  private final KernelDevice device;
  private final CudaUpdate update;

  UpdateBench(KernelDevice device) {
    this.device = device;
    this.update = new CudaUpdate(device, () -> 0);
  }

  /**
   * One step on parameters of these sizes in one launch, and the norm of their gradients. The
   * parameters lie one behind the other, so that most do not start at a multiple of 16 bytes.
   */
  List<Check> check(List<Integer> sizes, long seed) {
    int count = sizes.stream().mapToInt(Integer::intValue).sum();
    List<MemorySegment> taken = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      UpdateMemory expected = random(arena, count, new SplittableRandom(seed));
      UpdateMemory card = copy(expected, taken);
      new ReferenceUpdate().update(expected, STEP);
      List<UpdateMemory> parameters = parts(card, sizes);
      update.update(parameters, STEP);
      double squares = new ReferenceUpdate().sumOfSquares(expected.gradient(), count);
      double found = update.sumOfSquares(parameters.stream().map(UpdateMemory::gradient).toList());
      return List.of(
          new Check(
              "update of parameters " + sizes, "weight, m, v", error(expected, card, arena), LIMIT),
          new Check("sum of squares of their gradients", "sum", error(squares, found), LIMIT));
    } finally {
      taken.forEach(device::free);
    }
  }

  private static List<UpdateMemory> parts(UpdateMemory all, List<Integer> sizes) {
    List<UpdateMemory> parts = new ArrayList<>();
    long first = 0;
    for (int size : sizes) {
      parts.add(
          new UpdateMemory(
              part(all.weight(), first, size),
              part(all.gradient(), first, size),
              part(all.m(), first, size),
              part(all.v(), first, size),
              size));
      first += size;
    }
    return parts;
  }

  private static MemorySegment part(MemorySegment all, long first, long size) {
    return all.asSlice(first * Float.BYTES, size * Float.BYTES);
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
