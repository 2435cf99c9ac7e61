package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.kernels.Activation;
import org.srupp.kernels.RecurrenceArrays;

/** Walks blocks of units of one stream through time. */
final class VectorForward {
  private final RowLayout layout;
  private final RecurrenceArrays arrays;
  private final boolean tanh;
  private final boolean hasCoefficients;
  private final boolean plain;

  VectorForward(RowLayout layout) {
    this.layout = layout;
    arrays = layout.arrays;
    tanh = layout.problem.activation() == Activation.TANH;
    hasCoefficients = !arrays.coefficients().equals(RowLayout.NONE);
    plain = !tanh && arrays.maskC().equals(RowLayout.NONE);
  }

  /**
   * Runs the tasks {@code first} to {@code last} - 1, where task i is block i / B of stream i mod
   * B.
   */
  void run(List<UnitBlock> blocks, int first, int last) {
    int streams = layout.problem.batch();
    for (int task = first; task < last; task++) {
      run(blocks.get(task / streams), task % streams);
    }
  }

  private void run(UnitBlock block, int b) {
    MemorySegment previous = layout.initial;
    long previousAt = layout.initialAt(b) + 4L * block.from();
    int length = layout.problem.length();
    for (int i = 0; i < length; i++) {
      int t = block.step(i, length);
      long rowAt = layout.at(t, b) + 4L * block.from();
      if (layout.padded(t, b)) {
        MemorySegment.copy(previous, previousAt, arrays.c(), rowAt, 4L * block.size());
        arrays.h().asSlice(rowAt, 4L * block.size()).fill((byte) 0);
      } else {
        step(block, t, b, previous, previousAt);
      }
      previous = arrays.c();
      previousAt = rowAt;
    }
  }

  private void step(UnitBlock block, int t, int b, MemorySegment previous, long previousAt) {
    int n = block.size();
    long from = 4L * block.from();
    long row = layout.row;
    long uAt = layout.uAt(t, b) + from;
    long rowAt = layout.at(t, b) + from;
    MemorySegment u = arrays.u();
    MemorySegment c = arrays.c();
    MemorySegment h = arrays.h();
    if (hasCoefficients) {
      ForwardRows.addCoefficients(
          n, u, uAt, row, arrays.coefficients(), 2 * layout.at(t, b) + from, previous, previousAt);
    }
    ForwardRows.state(
        n, u, uAt, row, arrays.weightC(), arrays.bias(), from, previous, previousAt, c, rowAt);
    long skipAt = layout.skipAt(t, b) + (layout.problem.skip() ? from : 0);
    if (plain && previous == c) {
      ForwardRows.gatedOutput(
          n,
          u,
          uAt + 2 * row,
          arrays.weightC(),
          arrays.bias(),
          row + from,
          c,
          previousAt,
          rowAt,
          layout.skip,
          skipAt,
          layout.scale,
          h);
      return;
    }
    ForwardRows.gate(
        n, u, uAt + 2 * row, arrays.weightC(), arrays.bias(), row + from, previous, previousAt);
    if (tanh) {
      ForwardRows.tanh(n, c, rowAt, h, rowAt);
    }
    ForwardRows.output(
        n,
        tanh ? h : c,
        rowAt,
        u,
        uAt + 2 * row,
        layout.skip,
        skipAt,
        layout.scale,
        layout.mask,
        layout.maskAt(b) + from,
        h,
        rowAt);
  }
}
