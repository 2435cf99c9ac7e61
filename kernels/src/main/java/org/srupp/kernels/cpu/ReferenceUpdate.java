package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;

/** The twin of {@link VectorUpdate}: double arithmetic on float32 or float64 memory, one thread. */
public final class ReferenceUpdate implements UpdateKernel {

  @Override
  public void update(UpdateMemory memory, UpdateStep step) {
    for (long i = 0; i < memory.count(); i++) {
      updateElement(memory, step, i);
    }
  }

  private static void updateElement(UpdateMemory memory, UpdateStep step, long i) {
    int bytes = memory.elementBytes();
    double gradient =
        memory.withoutGradient() ? 0 : step.clip() * PlainElements.get(memory.gradient(), bytes, i);
    double v =
        step.beta2() * PlainElements.get(memory.v(), bytes, i)
            + (1 - step.beta2()) * gradient * gradient;
    double m =
        step.beta1() * PlainElements.get(memory.m(), bytes, i) + (1 - step.beta1()) * gradient;
    PlainElements.set(memory.v(), bytes, i, v);
    PlainElements.set(memory.m(), bytes, i, m);
    if (step.rule() != UpdateStep.Rule.NONE) {
      double weight = PlainElements.get(memory.weight(), bytes, i);
      weight -= step.decay() * weight;
      double divisor =
          step.rule() == UpdateStep.Rule.ADAPTIVE
              ? step.denominator() * Math.sqrt(v) + step.epsilon()
              : 1;
      PlainElements.set(memory.weight(), bytes, i, weight - step.size() * m / divisor);
    }
  }

  @Override
  public double sumOfSquares(MemorySegment values, long count) {
    long bytes = values.byteSize();
    if (bytes != count * Float.BYTES && bytes != count * Double.BYTES) {
      throw new IllegalArgumentException(
          "values: found " + bytes + " bytes, expected 4 or 8 for each of " + count + " elements");
    }
    int elementBytes = bytes == count * Float.BYTES ? Float.BYTES : Double.BYTES;
    double sum = 0;
    for (long i = 0; i < count; i++) {
      double value = PlainElements.get(values, elementBytes, i);
      sum += value * value;
    }
    return sum;
  }
}
