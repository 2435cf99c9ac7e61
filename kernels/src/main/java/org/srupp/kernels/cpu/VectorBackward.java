package org.srupp.kernels.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.srupp.kernels.Activation;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;

/** Walks blocks of units of one stream back through time. */
final class VectorBackward {
  private final RowLayout layout;
  private final RecurrenceArrays arrays;
  private final RecurrenceGradients gradients;
  private final boolean tanh;
  private final boolean hasCoefficients;
  private final boolean wantsCoefficients;
  // Per stream, the sums over time of four gradients: added up in the order of the streams
  // afterwards, whoever computed them.
  private final float[] sums;

  VectorBackward(RowLayout layout, RecurrenceGradients gradients) {
    this.layout = layout;
    this.gradients = gradients;
    arrays = layout.arrays;
    tanh = layout.problem.activation() == Activation.TANH;
    hasCoefficients = !arrays.coefficients().equals(RowLayout.NONE);
    wantsCoefficients = !gradients.gradCoefficients().equals(RowLayout.NONE);
    sums = new float[Math.multiplyExact(4 * layout.problem.units(), layout.problem.batch())];
  }

  /**
   * What one thread needs besides the arrays: rows that no other thread touches.
   *
   * @param active g(c) of one row where g is tanh, else NULL
   */
  private record Scratch(float[] carry, float[] stateGradient, MemorySegment active) {
    // Not of a confined arena: the JDK's accessors would learn of memory with an owner, and test
    // for it in every loop of every kernel.
    static Scratch of(int units, boolean tanh) {
      return new Scratch(
          new float[units],
          new float[units],
          tanh ? Arena.ofAuto().allocate(4L * units, 64) : RowLayout.NONE);
    }
  }

  /**
   * Runs the tasks {@code first} to {@code last} - 1, where task i is block i / B of stream i mod
   * B.
   */
  void run(List<UnitBlock> blocks, int first, int last) {
    int streams = layout.problem.batch();
    Scratch scratch = Scratch.of(layout.problem.units(), tanh);
    for (int task = first; task < last; task++) {
      run(blocks.get(task / streams), task % streams, scratch);
    }
  }

  private void run(UnitBlock block, int b, Scratch scratch) {
    int n = block.size();
    long bytes = 4L * n;
    long stateAt = layout.row * b + 4L * block.from();
    MemorySegment carry = MemorySegment.ofArray(scratch.carry);
    if (gradients.gradCLast().equals(RowLayout.NONE)) {
      Arrays.fill(scratch.carry, 0f);
    } else {
      MemorySegment.copy(gradients.gradCLast(), stateAt, carry, 0, bytes);
    }
    int length = layout.problem.length();
    for (int i = length - 1; i >= 0; i--) {
      int t = block.step(i, length);
      if (layout.padded(t, b)) {
        clear(block, t, b);
      } else if (i > 0) {
        step(
            block,
            t,
            b,
            arrays.c(),
            layout.at(block.step(i - 1, length), b) + 4L * block.from(),
            scratch);
      } else {
        step(block, t, b, layout.initial, layout.initialAt(b) + 4L * block.from(), scratch);
      }
    }
    if (!gradients.gradC0().equals(RowLayout.NONE)) {
      MemorySegment.copy(carry, 0, gradients.gradC0(), stateAt, bytes);
    }
  }

  private void clear(UnitBlock block, int t, int b) {
    long from = 4L * block.from();
    for (int matrix = 0; matrix < layout.problem.subMatrices(); matrix++) {
      clear(gradients.gradU(), layout.uAt(t, b) + matrix * layout.row + from, block);
    }
    clear(gradients.gradX(), layout.at(t, b) + from, block);
    clear(gradients.gradCoefficients(), 2 * layout.at(t, b) + from, block);
    clear(gradients.gradCoefficients(), 2 * layout.at(t, b) + layout.row + from, block);
  }

  private static void clear(MemorySegment gradient, long at, UnitBlock block) {
    if (!gradient.equals(RowLayout.NONE)) {
      gradient.asSlice(at, 4L * block.size()).fill((byte) 0);
    }
  }

  private void step(
      UnitBlock block, int t, int b, MemorySegment previous, long previousAt, Scratch scratch) {
    int n = block.size();
    long from = 4L * block.from();
    long row = layout.row;
    long uAt = layout.uAt(t, b) + from;
    MemorySegment u = arrays.u();
    MemorySegment gradU = gradients.gradU();
    outputGradients(block, t, b, uAt, scratch);
    BackwardRows.state(
        n,
        u,
        uAt,
        gradU,
        uAt,
        row,
        arrays.weightC(),
        from,
        previous,
        previousAt,
        scratch.stateGradient,
        scratch.carry);
    int units = layout.problem.units();
    BackwardRows.sums(
        n, gradU, uAt, row, previous, previousAt, sums, 4 * units * b + block.from(), units);
    long coefficientAt = 2 * layout.at(t, b) + from;
    if (hasCoefficients) {
      BackwardRows.coefficients(
          n, gradU, uAt, row, arrays.coefficients(), coefficientAt, scratch.carry);
    }
    if (wantsCoefficients) {
      BackwardRows.coefficientGradients(
          n, gradU, uAt, row, previous, previousAt, gradients.gradCoefficients(), coefficientAt);
    }
  }

  private void outputGradients(UnitBlock block, int t, int b, long uAt, Scratch scratch) {
    int n = block.size();
    long from = 4L * block.from();
    long row = layout.row;
    long rowAt = layout.at(t, b) + from;
    MemorySegment active = tanh ? scratch.active : arrays.c();
    long activeAt = tanh ? 0 : rowAt;
    if (tanh) {
      ForwardRows.tanh(n, arrays.c(), rowAt, active, activeAt);
    }
    boolean fourth = layout.problem.subMatrices() == 4;
    boolean toInput = !fourth && !gradients.gradX().equals(RowLayout.NONE);
    // Nobody's skip gradient goes where the reset gate's gradient then overwrites it.
    MemorySegment skipGradient = toInput ? gradients.gradX() : gradients.gradU();
    long skipGradientAt = fourth ? uAt + 3 * row : toInput ? rowAt : uAt + 2 * row;
    BackwardRows.output(
        n,
        gradients.gradH(),
        rowAt,
        active,
        activeAt,
        arrays.u(),
        uAt + 2 * row,
        layout.skip,
        layout.skipAt(t, b) + (layout.problem.skip() ? from : 0),
        layout.scale,
        layout.mask,
        layout.maskAt(b) + from,
        gradients.gradU(),
        uAt + 2 * row,
        skipGradient,
        skipGradientAt,
        scratch.stateGradient);
    if (tanh) {
      BackwardRows.throughTanh(n, active, activeAt, scratch.stateGradient);
    }
  }

  /** Adds the streams' sums up, stream 0 first. */
  void finish() {
    int units = layout.problem.units();
    int size = 4 * units;
    for (int b = 1; b < layout.problem.batch(); b++) {
      for (int i = 0; i < size; i++) {
        sums[i] += sums[size * b + i];
      }
    }
    MemorySegment all = MemorySegment.ofArray(sums);
    MemorySegment.copy(all, 0, gradients.gradWeightC(), 0, 2 * layout.row);
    MemorySegment.copy(all, 2 * layout.row, gradients.gradBias(), 0, 2 * layout.row);
  }
}
