package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cuda.driver.ArgumentWriter;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * The parameters of one launch of {@code update.cu} and how they lie in memory: its {@code struct
 * Group} and a table of {@code struct Tensor}.
 *
 * @param parameters at most {@link #MAX_PARAMETERS}
 */
record UpdateGroup(List<UpdateMemory> parameters) {
  /** As in the source: what fits the 4096 bytes of a kernel's arguments. */
  static final int MAX_PARAMETERS = 1000;

  /** Elements of a block, as in the source. */
  static final int CHUNK = 4096;

  /** Threads of a block, as in the source. */
  static final int THREADS = 256;

  private static final long HEAD_BYTES = 64;
  private static final long PARAMETER_BYTES = 40;

  /** The parameters in groups of a launch each, in their order. */
  static List<UpdateGroup> of(List<UpdateMemory> parameters) {
    List<UpdateGroup> groups = new ArrayList<>();
    for (int first = 0; first < parameters.size(); first += MAX_PARAMETERS) {
      int end = Math.min(first + MAX_PARAMETERS, parameters.size());
      groups.add(new UpdateGroup(List.copyOf(parameters.subList(first, end))));
    }
    return groups;
  }

  /** Blocks that take one parameter. */
  static long blocks(UpdateMemory parameter) {
    return Math.ceilDiv(parameter.count(), CHUNK);
  }

  /** Partial sums of squares: one of each thread. */
  long partials() {
    return parameters.stream().mapToLong(UpdateGroup::blocks).sum() * THREADS;
  }

  LaunchGeometry geometry() {
    return LaunchGeometry.covering(partials(), THREADS);
  }

  long tableBytes() {
    return tableBytes(parameters.size());
  }

  static long tableBytes(int parameters) {
    return parameters * PARAMETER_BYTES;
  }

  /** Where the parameters lie, for the card's memory. */
  MemorySegment table(SegmentAllocator allocator) {
    ArgumentWriter writer = new ArgumentWriter(allocator, tableBytes());
    for (UpdateMemory parameter : parameters) {
      writer.pointer("weight", parameter.weight()).pointer("gradient", parameter.gradient());
      writer.pointer("m", parameter.m()).pointer("v", parameter.v());
      writer.longInteger(parameter.count());
    }
    return writer.structure();
  }

  /** The arguments of a sum of squares into {@code sums}, (partials) float64. */
  MemorySegment squares(SegmentAllocator allocator, MemorySegment table, MemorySegment sums) {
    ArgumentWriter writer = head(allocator, table, sums);
    writer.integer(0);
    for (int i = 0; i < 9; i++) {
      writer.real(0);
    }
    return firstBlocks(writer);
  }

  /** The arguments of an update. */
  MemorySegment update(SegmentAllocator allocator, MemorySegment table, UpdateStep step) {
    ArgumentWriter writer = head(allocator, table, MemorySegment.NULL);
    writer.integer(step.rule().ordinal());
    writer.real(step.size()).real(step.denominator()).real(step.decay()).real(step.clip());
    writer.real(step.beta1()).real(1 - step.beta1());
    writer.real(step.beta2()).real(1 - step.beta2()).real(step.epsilon());
    return firstBlocks(writer);
  }

  private ArgumentWriter head(SegmentAllocator allocator, MemorySegment table, MemorySegment sums) {
    long bytes = HEAD_BYTES + MAX_PARAMETERS * (long) Integer.BYTES;
    ArgumentWriter writer = new ArgumentWriter(allocator, bytes);
    return writer.pointer("sums", sums).pointer("table", table).integer(parameters.size());
  }

  private MemorySegment firstBlocks(ArgumentWriter writer) {
    long first = 0;
    for (UpdateMemory parameter : parameters) {
      writer.integer(Math.toIntExact(first));
      first += blocks(parameter);
    }
    return writer.structure();
  }
}
