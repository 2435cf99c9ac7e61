package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.Activation;
import org.srupp.kernels.Bfloat16;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;

/**
 * The recurrence as its equations read, one unit at a time, in double arithmetic; only what is
 * stored is rounded to the element type.
 *
 * <p>It shares no code with the kernels that are checked against it. The gradients are those of the
 * four equations in {@link RecurrenceProblem}, by the chain rule, walking the steps in reverse.
 */
public final class ReferenceRecurrence implements RecurrenceKernel {

  @Override
  public void forward(RecurrenceProblem p, RecurrenceArrays a) {
    a.requireForward(p);
    for (int b = 0; b < p.batch(); b++) {
      for (int j = 0; j < p.units(); j++) {
        forward(p, a, b, j);
      }
    }
  }

  private static void forward(RecurrenceProblem p, RecurrenceArrays a, int b, int j) {
    double m = orElse(a.maskC(), p, state(p, b, j), 1);
    double previous = orElse(a.c0(), p, state(p, b, j), 0);
    for (int i = 0; i < p.length(); i++) {
      int t = step(p, j, i);
      if (isPadded(a, p, t, b)) {
        put(a.c(), p, row(p, t, b, j), previous);
        put(a.h(), p, row(p, t, b, j), 0);
        continue;
      }
      double candidate = get(a.u(), p, u(p, t, b, 0, j));
      double f =
          sigmoid(
              get(a.u(), p, u(p, t, b, 1, j))
                  + coefficient(p, a, t, b, 0, j) * previous
                  + parameter(a.bias(), p, j));
      double r =
          sigmoid(
              get(a.u(), p, u(p, t, b, 2, j))
                  + coefficient(p, a, t, b, 1, j) * previous
                  + parameter(a.bias(), p, p.units() + j));
      double c = f * previous + (1 - f) * candidate;
      double s = skip(p, a, t, b, j);
      put(a.u(), p, u(p, t, b, 1, j), f);
      put(a.u(), p, u(p, t, b, 2, j), r);
      put(a.c(), p, row(p, t, b, j), c);
      put(a.h(), p, row(p, t, b, j), (activate(p, c) - s) * m * r + s);
      previous = c;
    }
  }

  @Override
  public void backward(RecurrenceProblem p, RecurrenceArrays a, RecurrenceGradients g) {
    a.requireBackward(p);
    g.require(p, a);
    for (int j = 0; j < p.units(); j++) {
      double[] sums = new double[4];
      for (int b = 0; b < p.batch(); b++) {
        backward(p, a, g, b, j, sums);
      }
      putParameter(g.gradWeightC(), p, j, sums[0]);
      putParameter(g.gradWeightC(), p, p.units() + j, sums[1]);
      putParameter(g.gradBias(), p, j, sums[2]);
      putParameter(g.gradBias(), p, p.units() + j, sums[3]);
    }
  }

  private static void backward(
      RecurrenceProblem p, RecurrenceArrays a, RecurrenceGradients g, int b, int j, double[] sums) {
    double carry = orElse(g.gradCLast(), p, state(p, b, j), 0);
    for (int i = p.length() - 1; i >= 0; i--) {
      int t = step(p, j, i);
      if (isPadded(a, p, t, b)) {
        writeStep(p, g, t, b, j, new double[5]);
        continue;
      }
      double previous =
          i > 0
              ? get(a.c(), p, row(p, step(p, j, i - 1), b, j))
              : orElse(a.c0(), p, state(p, b, j), 0);
      double forgetWeight = coefficient(p, a, t, b, 0, j);
      double resetWeight = coefficient(p, a, t, b, 1, j);
      double f = get(a.u(), p, u(p, t, b, 1, j));
      double[] d = stepGradients(p, a, g, t, b, j, carry, previous);
      sums[0] += d[1] * previous;
      sums[1] += d[2] * previous;
      sums[2] += d[1];
      sums[3] += d[2];
      carry = d[4] * f + d[1] * forgetWeight + d[2] * resetWeight;
      writeStep(p, g, t, b, j, d);
      if (!isNull(g.gradCoefficients())) {
        put(g.gradCoefficients(), p, coefficientAt(p, t, b, 0, j), d[1] * previous);
        put(g.gradCoefficients(), p, coefficientAt(p, t, b, 1, j), d[2] * previous);
      }
    }
    if (!isNull(g.gradC0())) {
      put(g.gradC0(), p, state(p, b, j), carry);
    }
  }

  // The gradients of candidate, forget and reset pre-activation, skip term and state of one step.
  private static double[] stepGradients(
      RecurrenceProblem p,
      RecurrenceArrays a,
      RecurrenceGradients g,
      int t,
      int b,
      int j,
      double carry,
      double previous) {
    double candidate = get(a.u(), p, u(p, t, b, 0, j));
    double f = get(a.u(), p, u(p, t, b, 1, j));
    double r = get(a.u(), p, u(p, t, b, 2, j));
    double m = orElse(a.maskC(), p, state(p, b, j), 1);
    double s = skip(p, a, t, b, j);
    double active = activate(p, get(a.c(), p, row(p, t, b, j)));
    double slope = p.activation() == Activation.TANH ? 1 - active * active : 1;
    double dh = get(g.gradH(), p, row(p, t, b, j));
    double dReset = dh * (active - s) * m * r * (1 - r);
    double dc = dh * m * r * slope + carry;
    double dForget = dc * (previous - candidate) * f * (1 - f);
    return new double[] {dc * (1 - f), dForget, dReset, dh * (1 - m * r), dc};
  }

  private static void writeStep(
      RecurrenceProblem p, RecurrenceGradients g, int t, int b, int j, double[] d) {
    for (int matrix = 0; matrix < p.subMatrices(); matrix++) {
      put(g.gradU(), p, u(p, t, b, matrix, j), d[matrix]);
    }
    if (!isNull(g.gradX())) {
      put(g.gradX(), p, row(p, t, b, j), p.scale() * d[3]);
    }
    if (!isNull(g.gradCoefficients())) {
      put(g.gradCoefficients(), p, coefficientAt(p, t, b, 0, j), 0);
      put(g.gradCoefficients(), p, coefficientAt(p, t, b, 1, j), 0);
    }
  }

  private static int step(RecurrenceProblem p, int j, int i) {
    boolean forward =
        p.direction() == Direction.FORWARD
            || (p.direction() == Direction.BOTH && j < p.units() / 2);
    return forward ? i : p.length() - 1 - i;
  }

  private static double skip(RecurrenceProblem p, RecurrenceArrays a, int t, int b, int j) {
    if (!p.skip()) {
      return 0;
    }
    return p.subMatrices() == 4
        ? get(a.u(), p, u(p, t, b, 3, j))
        : p.scale() * get(a.x(), p, row(p, t, b, j));
  }

  private static double coefficient(
      RecurrenceProblem p, RecurrenceArrays a, int t, int b, int gate, int j) {
    return parameter(a.weightC(), p, (long) gate * p.units() + j)
        + orElse(a.coefficients(), p, coefficientAt(p, t, b, gate, j), 0);
  }

  private static double activate(RecurrenceProblem p, double c) {
    return p.activation() == Activation.TANH ? Math.tanh(c) : c;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static boolean isPadded(RecurrenceArrays a, RecurrenceProblem p, int t, int b) {
    return !isNull(a.padded())
        && a.padded().get(ValueLayout.JAVA_BYTE, (long) t * p.batch() + b) != 0;
  }

  private static long u(RecurrenceProblem p, int t, int b, int matrix, int j) {
    return (((long) t * p.batch() + b) * p.subMatrices() + matrix) * p.units() + j;
  }

  private static long row(RecurrenceProblem p, int t, int b, int j) {
    return ((long) t * p.batch() + b) * p.units() + j;
  }

  private static long coefficientAt(RecurrenceProblem p, int t, int b, int gate, int j) {
    return (((long) t * p.batch() + b) * 2 + gate) * p.units() + j;
  }

  private static long state(RecurrenceProblem p, int b, int j) {
    return (long) b * p.units() + j;
  }

  private static boolean isNull(MemorySegment segment) {
    return segment.equals(MemorySegment.NULL);
  }

  private static double orElse(
      MemorySegment segment, RecurrenceProblem p, long index, double absent) {
    return isNull(segment) ? absent : get(segment, p, index);
  }

  private static double get(MemorySegment segment, RecurrenceProblem p, long index) {
    return get(segment, p.type(), index);
  }

  private static double parameter(MemorySegment segment, RecurrenceProblem p, long index) {
    return get(segment, p.type().parameters(), index);
  }

  private static double get(MemorySegment segment, ElementType type, long index) {
    long at = index * type.bytes();
    return switch (type) {
      case BFLOAT16 -> Bfloat16.toFloat(segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, at));
      case FLOAT32 -> segment.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
      case FLOAT64 -> segment.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at);
    };
  }

  private static void put(MemorySegment segment, RecurrenceProblem p, long index, double value) {
    put(segment, p.type(), index, value);
  }

  private static void putParameter(
      MemorySegment segment, RecurrenceProblem p, long index, double value) {
    put(segment, p.type().parameters(), index, value);
  }

  private static void put(MemorySegment segment, ElementType type, long index, double value) {
    long at = index * type.bytes();
    switch (type) {
      case BFLOAT16 ->
          segment.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, Bfloat16.of((float) value));
      case FLOAT32 -> segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, (float) value);
      case FLOAT64 -> segment.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, value);
    }
  }
}
