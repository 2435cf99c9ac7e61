package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.cuda.driver.ArgumentWriter;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * Queues the sum of squares of many arrays: a partial sum of each thread, then folds of at most
 * {@link #FOLD} numbers each until one is left, in an order that follows from the sizes alone.
 */
final class SquareSums {
  static final int FOLD = 128;

  private static final long FOLD_BYTES = 32;

  private final KernelDevice device;
  private final KernelImage image;
  private final long stream;

  SquareSums(KernelDevice device, KernelImage image, long stream) {
    this.device = device;
    this.image = image;
    this.stream = stream;
  }

  /** Returns where the sum will be, (1) float64 in the stream's workspace. */
  MemorySegment queue(List<UpdateMemory> gradients, Arena arena) {
    List<UpdateGroup> groups = UpdateGroup.of(gradients);
    long count = groups.stream().mapToLong(UpdateGroup::partials).sum();
    long tables = groups.stream().mapToLong(UpdateGroup::tableBytes).sum();
    MemorySegment workspace = device.workspace(stream, tables + workspaceBytes(count));
    MemorySegment sums = workspace.asSlice(tables);
    long first = 0;
    long table = 0;
    for (UpdateGroup group : groups) {
      MemorySegment own = sums.asSlice(first * Double.BYTES, group.partials() * Double.BYTES);
      MemorySegment place = workspace.asSlice(table, group.tableBytes());
      device.copyToDevice(group.table(arena), place, stream);
      image.launch("srupp_squares", group.geometry(), group.squares(arena, place, own), stream);
      first += group.partials();
      table += group.tableBytes();
    }
    return fold(sums, count, arena);
  }

  private MemorySegment fold(MemorySegment sums, long count, Arena arena) {
    MemorySegment from = sums;
    for (long left = count; left > 1; left = Math.ceilDiv(left, FOLD)) {
      long outputs = Math.ceilDiv(left, FOLD);
      MemorySegment to = from.asSlice(left * Double.BYTES);
      ArgumentWriter writer = new ArgumentWriter(arena, FOLD_BYTES);
      writer.pointer("sums", from).pointer("folded", to).longInteger(left).longInteger(outputs);
      LaunchGeometry geometry = LaunchGeometry.covering(outputs, UpdateGroup.THREADS);
      image.launch("srupp_fold", geometry, writer.structure(), stream);
      from = to;
    }
    return from.asSlice(0, Double.BYTES);
  }

  /** Bytes of {@code count} numbers and of all that they are folded to. */
  static long workspaceBytes(long count) {
    long numbers = count;
    for (long left = count; left > 1; left = Math.ceilDiv(left, FOLD)) {
      numbers += Math.ceilDiv(left, FOLD);
    }
    return numbers * Double.BYTES;
  }
}
