package org.srupp.kernels.bench;

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

  /** What a parameter takes: weight, gradient, m, v. */
  static final int MEMORY_BYTES = 4 * Float.BYTES;

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
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      UpdateMemory expected = random(scope, count, new SplittableRandom(seed));
      UpdateMemory card = copy(expected, scope);
      new ReferenceUpdate().update(expected, STEP);
      List<UpdateMemory> parameters = parts(card, sizes);
      update.update(parameters, STEP);
      double squares = new ReferenceUpdate().sumOfSquares(expected.gradient(), count);
      double found = update.sumOfSquares(parameters.stream().map(UpdateMemory::gradient).toList());
      return List.of(
          new Check(
              "update of parameters " + sizes,
              "weight, m, v",
              error(expected, card, scope),
              Check.FLOAT32_LIMIT),
          new Check(
              "sum of squares of their gradients",
              "sum",
              error(squares, found),
              Check.FLOAT32_LIMIT));
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

  /** Queues an update. */
  void update(UpdateMemory parameter) {
    update.update(List.of(parameter), STEP);
  }

  /** A parameter of random numbers to time an update of. */
  static UpdateMemory parameter(long count, BenchScope scope) {
    return new UpdateMemory(
        tiled("weight", count, scope),
        tiled("gradient", count, scope),
        tiled("m", count, scope),
        tiled("v", count, scope),
        count);
  }

  private static MemorySegment tiled(String name, long count, BenchScope scope) {
    MemorySegment array = scope.take(count * Float.BYTES);
    scope.tile(name, array, ElementType.FLOAT32);
    return array;
  }

  private static UpdateMemory random(BenchScope scope, int count, SplittableRandom random) {
    return new UpdateMemory(
        random("weight", scope, count, random),
        random("gradient", scope, count, random),
        random("m", scope, count, random),
        random("v", scope, count, random),
        count);
  }

  private static MemorySegment random(
      String name, BenchScope scope, int count, SplittableRandom random) {
    MemorySegment memory = scope.host((long) count * Float.BYTES);
    Numbers.fill(name, memory, ElementType.FLOAT32, random);
    return memory;
  }

  private static UpdateMemory copy(UpdateMemory memory, BenchScope scope) {
    return new UpdateMemory(
        copy(memory.weight(), scope),
        copy(memory.gradient(), scope),
        copy(memory.m(), scope),
        copy(memory.v(), scope),
        memory.count());
  }

  private static MemorySegment copy(MemorySegment host, BenchScope scope) {
    MemorySegment memory = scope.take(host.byteSize());
    scope.write(host, memory);
    return memory;
  }

  private static double error(UpdateMemory expected, UpdateMemory card, BenchScope scope) {
    double weight = error(expected.weight(), card.weight(), scope);
    double m = error(expected.m(), card.m(), scope);
    return Math.max(weight, Math.max(m, error(expected.v(), card.v(), scope)));
  }

  private static double error(MemorySegment expected, MemorySegment card, BenchScope scope) {
    return Numbers.relativeError(expected, scope.read(card), ElementType.FLOAT32);
  }

  private static double error(double expected, double found) {
    return Math.abs(found - expected) / expected;
  }
}
