package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.stream.Stream;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cuda.driver.ArgumentWriter;

/**
 * One call of the recurrence and how its arguments lie in memory: {@code struct Arguments} of
 * {@code recurrence.cu}.
 *
 * @param problem sizes
 * @param arrays addresses of forward
 * @param gradients addresses of backward, all NULL for a forward
 * @param partials workspace of backward, NULL for a forward
 */
record RecurrenceCall(
    RecurrenceProblem problem,
    RecurrenceArrays arrays,
    RecurrenceGradients gradients,
    MemorySegment partials) {
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final RecurrenceGradients NO_GRADIENTS =
      new RecurrenceGradients(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
  private static final int POINTERS = 19;
  private static final int NUMBERS = 5;
  private static final int WORD_ALIGNMENT = 4;

  static RecurrenceCall forward(RecurrenceProblem problem, RecurrenceArrays arrays) {
    return new RecurrenceCall(problem, arrays, NO_GRADIENTS, NONE);
  }

  boolean isForward() {
    return gradients == NO_GRADIENTS;
  }

  /** Whether every array of activations starts at a multiple of 4 bytes. */
  boolean aligned() {
    return Stream.of(
            arrays.u(),
            arrays.x(),
            arrays.c0(),
            arrays.maskC(),
            arrays.coefficients(),
            arrays.h(),
            arrays.c(),
            gradients.gradH(),
            gradients.gradCLast(),
            gradients.gradU(),
            gradients.gradX(),
            gradients.gradC0(),
            gradients.gradCoefficients())
        .allMatch(segment -> segment.address() % WORD_ALIGNMENT == 0);
  }

  MemorySegment arguments(SegmentAllocator allocator) {
    long bytes = (long) POINTERS * Long.BYTES + (NUMBERS + 1L) * Integer.BYTES;
    ArgumentWriter writer = new ArgumentWriter(allocator, bytes);
    writeArrays(writer);
    writeGradients(writer);
    writer.pointer("partials", partials);
    writer.integer(problem.length()).integer(problem.batch()).integer(problem.units());
    return writer.integer(forwardUnits()).real(problem.scale()).structure();
  }

  private void writeArrays(ArgumentWriter writer) {
    writer.pointer("u", arrays.u()).pointer("x", arrays.x());
    writer.pointer("weightC", arrays.weightC()).pointer("bias", arrays.bias());
    writer.pointer("c0", arrays.c0()).pointer("maskC", arrays.maskC());
    writer.pointer("padded", arrays.padded()).pointer("coefficients", arrays.coefficients());
    writer.pointer("h", arrays.h()).pointer("c", arrays.c());
  }

  private void writeGradients(ArgumentWriter writer) {
    writer.pointer("gradH", gradients.gradH()).pointer("gradCLast", gradients.gradCLast());
    writer.pointer("gradU", gradients.gradU()).pointer("gradX", gradients.gradX());
    writer.pointer("gradWeightC", gradients.gradWeightC());
    writer.pointer("gradBias", gradients.gradBias()).pointer("gradC0", gradients.gradC0());
    writer.pointer("gradCoefficients", gradients.gradCoefficients());
  }

  private int forwardUnits() {
    return switch (problem.direction()) {
      case FORWARD -> problem.units();
      case BACKWARD -> 0;
      case BOTH -> problem.units() / 2;
    };
  }
}
