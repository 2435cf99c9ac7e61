package org.srupp.kernels.cpu;

import static org.srupp.kernels.cpu.Lanes.get;
import static org.srupp.kernels.cpu.Lanes.load;
import static org.srupp.kernels.cpu.Lanes.pin;
import static org.srupp.kernels.cpu.Lanes.set;
import static org.srupp.kernels.cpu.Lanes.store;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The row loops of the backward recurrence: one step of one stream over {@code n} neighbouring
 * units. Offsets are in bytes.
 *
 * <p>Every loop reads what it overwrites before it does, so the gradient of u may lie over u. Short
 * loops and tails as in {@link ForwardRows}.
 */
final class BackwardRows {
  private static final VectorSpecies<Float> FLOATS = LaneMath.FLOATS;

  private BackwardRows() {}

  /**
   * From dL/dh: the reset gate's gradient, the skip's, and what reaches g(c).
   *
   * @param skipGradient where scale (1 - m r) dL/dh goes; written before resetGradient, which may
   *     be the same place
   * @param stateGradient where m r dL/dh goes
   */
  static void output(
      int n,
      MemorySegment gradH,
      long gradHAt,
      MemorySegment active,
      long activeAt,
      MemorySegment reset,
      long resetAt,
      MemorySegment skip,
      long skipAt,
      float scale,
      MemorySegment mask,
      long maskAt,
      MemorySegment resetGradient,
      long resetGradientAt,
      MemorySegment skipGradient,
      long skipGradientAt,
      float[] stateGradient) {
    pin(gradH);
    pin(active);
    pin(reset);
    pin(skip);
    pin(mask);
    pin(resetGradient);
    pin(skipGradient);
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector dh = load(gradH, gradHAt + at);
      FloatVector r = load(reset, resetAt + at);
      FloatVector s = load(skip, skipAt + at).mul(scale);
      FloatVector state = dh.mul(load(mask, maskAt + at)).mul(r);
      FloatVector difference = load(active, activeAt + at).sub(s);
      state.intoArray(stateGradient, i);
      store(dh.sub(state).mul(scale), skipGradient, skipGradientAt + at);
      store(state.mul(difference).mul(r.neg().add(1f)), resetGradient, resetGradientAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float dh = get(gradH, gradHAt + at);
      float r = get(reset, resetAt + at);
      float s = get(skip, skipAt + at) * scale;
      float state = dh * get(mask, maskAt + at) * r;
      float difference = get(active, activeAt + at) - s;
      stateGradient[i] = state;
      set(skipGradient, skipGradientAt + at, (dh - state) * scale);
      set(resetGradient, resetGradientAt + at, state * difference * (-r + 1f));
    }
  }

  /** Through g = tanh: multiplies by 1 - g^2. */
  static void throughTanh(int n, MemorySegment active, long activeAt, float[] stateGradient) {
    pin(active);
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      FloatVector g = load(active, activeAt + 4L * i);
      FloatVector slope = g.neg().fma(g, FloatVector.broadcast(FLOATS, 1f));
      FloatVector.fromArray(FLOATS, stateGradient, i).mul(slope).intoArray(stateGradient, i);
    }
    for (; i < n; i++) {
      float g = get(active, activeAt + 4L * i);
      stateGradient[i] *= Math.fma(-g, g, 1f);
    }
  }

  /**
   * From dL/dc: the candidate's and the forget gate's gradient, and the gradient of the state
   * before.
   *
   * @param gradU at {@code gradUAt} the candidate's units; forget and reset follow after one and
   *     two times {@code matrix} bytes, the latter filled
   * @param carry dL/dc from the steps after, in; dL/dc of the step before, out
   */
  static void state(
      int n,
      MemorySegment u,
      long uAt,
      MemorySegment gradU,
      long gradUAt,
      long matrix,
      MemorySegment weightC,
      long gateAt,
      MemorySegment previous,
      long previousAt,
      float[] stateGradient,
      float[] carry) {
    pin(u);
    pin(gradU);
    pin(weightC);
    pin(previous);
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector dc =
          FloatVector.fromArray(FLOATS, stateGradient, i)
              .add(FloatVector.fromArray(FLOATS, carry, i));
      FloatVector f = load(u, uAt + matrix + at);
      FloatVector candidate = dc.mul(f.neg().add(1f));
      FloatVector forget =
          load(previous, previousAt + at).sub(load(u, uAt + at)).mul(f).mul(candidate);
      FloatVector reset = load(gradU, gradUAt + 2 * matrix + at);
      FloatVector gates = load(weightC, gateAt + at).mul(forget);
      gates = load(weightC, gateAt + matrix + at).fma(reset, gates);
      dc.fma(f, gates).intoArray(carry, i);
      store(candidate, gradU, gradUAt + at);
      store(forget, gradU, gradUAt + matrix + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float dc = stateGradient[i] + carry[i];
      float f = get(u, uAt + matrix + at);
      float candidate = dc * (-f + 1f);
      float forget = (get(previous, previousAt + at) - get(u, uAt + at)) * f * candidate;
      float reset = get(gradU, gradUAt + 2 * matrix + at);
      float gates = get(weightC, gateAt + at) * forget;
      gates = Math.fma(get(weightC, gateAt + matrix + at), reset, gates);
      carry[i] = Math.fma(dc, f, gates);
      set(gradU, gradUAt + at, candidate);
      set(gradU, gradUAt + matrix + at, forget);
    }
  }

  /**
   * Adds the gradients of weightC (forget, reset) and bias (forget, reset) to {@code sums}: four
   * rows, {@code sumRow} floats apart.
   */
  static void sums(
      int n,
      MemorySegment gradU,
      long gradUAt,
      long matrix,
      MemorySegment previous,
      long previousAt,
      float[] sums,
      int sumsAt,
      int sumRow) {
    pin(gradU);
    pin(previous);
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      int to = sumsAt + i;
      FloatVector forget = load(gradU, gradUAt + matrix + at);
      FloatVector reset = load(gradU, gradUAt + 2 * matrix + at);
      FloatVector old = load(previous, previousAt + at);
      forget.fma(old, FloatVector.fromArray(FLOATS, sums, to)).intoArray(sums, to);
      reset.fma(old, FloatVector.fromArray(FLOATS, sums, to + sumRow)).intoArray(sums, to + sumRow);
      forget
          .add(FloatVector.fromArray(FLOATS, sums, to + 2 * sumRow))
          .intoArray(sums, to + 2 * sumRow);
      reset
          .add(FloatVector.fromArray(FLOATS, sums, to + 3 * sumRow))
          .intoArray(sums, to + 3 * sumRow);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      int to = sumsAt + i;
      float forget = get(gradU, gradUAt + matrix + at);
      float reset = get(gradU, gradUAt + 2 * matrix + at);
      float old = get(previous, previousAt + at);
      sums[to] = Math.fma(forget, old, sums[to]);
      sums[to + sumRow] = Math.fma(reset, old, sums[to + sumRow]);
      sums[to + 2 * sumRow] += forget;
      sums[to + 3 * sumRow] += reset;
    }
  }

  /** With coefficients: the part of the carry that flows through them. */
  static void coefficients(
      int n,
      MemorySegment gradU,
      long gradUAt,
      long matrix,
      MemorySegment coefficients,
      long coefficientAt,
      float[] carry) {
    pin(gradU);
    pin(coefficients);
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector sum = FloatVector.fromArray(FLOATS, carry, i);
      sum = load(coefficients, coefficientAt + at).fma(load(gradU, gradUAt + matrix + at), sum);
      sum =
          load(coefficients, coefficientAt + matrix + at)
              .fma(load(gradU, gradUAt + 2 * matrix + at), sum);
      sum.intoArray(carry, i);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float sum =
          Math.fma(
              get(coefficients, coefficientAt + at), get(gradU, gradUAt + matrix + at), carry[i]);
      carry[i] =
          Math.fma(
              get(coefficients, coefficientAt + matrix + at),
              get(gradU, gradUAt + 2 * matrix + at),
              sum);
    }
  }

  /** The gradients of one step's coefficients: gate gradient times previous state. */
  static void coefficientGradients(
      int n,
      MemorySegment gradU,
      long gradUAt,
      long matrix,
      MemorySegment previous,
      long previousAt,
      MemorySegment gradient,
      long gradientAt) {
    pin(gradU);
    pin(previous);
    pin(gradient);
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector old = load(previous, previousAt + at);
      store(load(gradU, gradUAt + matrix + at).mul(old), gradient, gradientAt + at);
      store(load(gradU, gradUAt + 2 * matrix + at).mul(old), gradient, gradientAt + matrix + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float old = get(previous, previousAt + at);
      set(gradient, gradientAt + at, get(gradU, gradUAt + matrix + at) * old);
      set(gradient, gradientAt + matrix + at, get(gradU, gradUAt + 2 * matrix + at) * old);
    }
  }
}
