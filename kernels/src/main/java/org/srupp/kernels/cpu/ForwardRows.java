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
 * The row loops of the forward recurrence: one step of one stream over {@code n} neighbouring
 * units. Offsets are in bytes.
 *
 * <p>Few loops, because every one walks the row through the cache again; but no more than one
 * sigmoid and six segments each, because beyond either the compiler no longer unrolls the loop or
 * no longer keeps vectors in registers, and it takes twice as long. Every loop loads before it
 * stores: a load behind a store to the same place of another page waits for that store. Each ends
 * in a scalar tail with the arithmetic of its lanes.
 */
final class ForwardRows {
  private static final VectorSpecies<Float> FLOATS = LaneMath.FLOATS;

  private ForwardRows() {}

  /**
   * One gate over its pre-activation: sigmoid(u + v c[t-1] + b).
   *
   * @param uAt the gate's units in u; {@code gateAt} the same units in weightC and bias
   */
  static void gate(
      int n,
      MemorySegment u,
      long uAt,
      MemorySegment weightC,
      MemorySegment bias,
      long gateAt,
      MemorySegment previous,
      long previousAt) {
    pin(u);
    pin(weightC);
    pin(bias);
    pin(previous);
    int i = 0;
    for (int end = ScalarStart.bound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector z =
          load(weightC, gateAt + at).fma(load(previous, previousAt + at), load(u, uAt + at));
      store(LaneMath.sigmoid(z.add(load(bias, gateAt + at))), u, uAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float z =
          Math.fma(get(weightC, gateAt + at), get(previous, previousAt + at), get(u, uAt + at));
      set(u, uAt + at, LaneMath.sigmoid(z + get(bias, gateAt + at)));
    }
  }

  /**
   * Forget gate and state: f = sigmoid(U1 + v c[t-1] + b), c[t] = f (c[t-1] - candidate) +
   * candidate.
   *
   * @param uAt the candidate's units in u; those of the gate lie one {@code matrix} further
   */
  static void state(
      int n,
      MemorySegment u,
      long uAt,
      long matrix,
      MemorySegment weightC,
      MemorySegment bias,
      long gateAt,
      MemorySegment previous,
      long previousAt,
      MemorySegment c,
      long cAt) {
    pin(u);
    pin(weightC);
    pin(bias);
    pin(previous);
    pin(c);
    long forgetAt = uAt + matrix;
    int i = 0;
    for (int end = ScalarStart.bound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector old = load(previous, previousAt + at);
      FloatVector z = load(weightC, gateAt + at).fma(old, load(u, forgetAt + at));
      FloatVector candidate = load(u, uAt + at);
      FloatVector forget = LaneMath.sigmoid(z.add(load(bias, gateAt + at)));
      store(forget, u, forgetAt + at);
      store(old.sub(candidate).fma(forget, candidate), c, cAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float old = get(previous, previousAt + at);
      float z = Math.fma(get(weightC, gateAt + at), old, get(u, forgetAt + at));
      float candidate = get(u, uAt + at);
      float forget = LaneMath.sigmoid(z + get(bias, gateAt + at));
      set(u, forgetAt + at, forget);
      set(c, cAt + at, Math.fma(old - candidate, forget, candidate));
    }
  }

  /**
   * Reset gate and output of a row without mask and activation whose previous state lies in c too:
   * {@link #gate} and {@link #output} in one, with the same bits.
   */
  static void gatedOutput(
      int n,
      MemorySegment u,
      long resetAt,
      MemorySegment weightC,
      MemorySegment bias,
      long gateAt,
      MemorySegment c,
      long previousAt,
      long cAt,
      MemorySegment skip,
      long skipAt,
      float scale,
      MemorySegment h) {
    pin(u);
    pin(weightC);
    pin(bias);
    pin(c);
    pin(skip);
    pin(h);
    int i = 0;
    for (int end = ScalarStart.bound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector z =
          load(weightC, gateAt + at).fma(load(c, previousAt + at), load(u, resetAt + at));
      FloatVector s = load(skip, skipAt + at).mul(scale);
      FloatVector part = load(c, cAt + at).sub(s);
      FloatVector reset = LaneMath.sigmoid(z.add(load(bias, gateAt + at)));
      store(reset, u, resetAt + at);
      store(part.fma(reset, s), h, cAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float z = Math.fma(get(weightC, gateAt + at), get(c, previousAt + at), get(u, resetAt + at));
      float s = get(skip, skipAt + at) * scale;
      float part = get(c, cAt + at) - s;
      float reset = LaneMath.sigmoid(z + get(bias, gateAt + at));
      set(u, resetAt + at, reset);
      set(h, cAt + at, Math.fma(part, reset, s));
    }
  }

  /**
   * Adds coefficient times previous state to the pre-activations U1 and U2, before {@link #gate}.
   */
  static void addCoefficients(
      int n,
      MemorySegment u,
      long uAt,
      long matrix,
      MemorySegment coefficients,
      long coefficientAt,
      MemorySegment previous,
      long previousAt) {
    pin(u);
    pin(coefficients);
    pin(previous);
    int i = 0;
    for (int end = ScalarStart.bound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector old = load(previous, previousAt + at);
      store(
          load(coefficients, coefficientAt + at).fma(old, load(u, uAt + matrix + at)),
          u,
          uAt + matrix + at);
      FloatVector reset =
          load(coefficients, coefficientAt + matrix + at).fma(old, load(u, uAt + 2 * matrix + at));
      store(reset, u, uAt + 2 * matrix + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float old = get(previous, previousAt + at);
      set(
          u,
          uAt + matrix + at,
          Math.fma(get(coefficients, coefficientAt + at), old, get(u, uAt + matrix + at)));
      float reset =
          Math.fma(
              get(coefficients, coefficientAt + matrix + at), old, get(u, uAt + 2 * matrix + at));
      set(u, uAt + 2 * matrix + at, reset);
    }
  }

  /** The activated state g(c) = tanh(c). */
  static void tanh(int n, MemorySegment c, long cAt, MemorySegment active, long activeAt) {
    pin(c);
    pin(active);
    int i = 0;
    for (int end = ScalarStart.bound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      store(LaneMath.tanh(load(c, cAt + at)), active, activeAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      set(active, activeAt + at, LaneMath.tanh(get(c, cAt + at)));
    }
  }

  /** h = (g - s) m r + s with s = scale times skip; {@code active} may be {@code h} itself. */
  static void output(
      int n,
      MemorySegment active,
      long activeAt,
      MemorySegment reset,
      long resetAt,
      MemorySegment skip,
      long skipAt,
      float scale,
      MemorySegment mask,
      long maskAt,
      MemorySegment h,
      long hAt) {
    pin(active);
    pin(reset);
    pin(skip);
    pin(mask);
    pin(h);
    int i = 0;
    for (int end = ScalarStart.bound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector s = load(skip, skipAt + at).mul(scale);
      FloatVector part = load(active, activeAt + at).sub(s).mul(load(mask, maskAt + at));
      store(part.fma(load(reset, resetAt + at), s), h, hAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float s = get(skip, skipAt + at) * scale;
      float part = (get(active, activeAt + at) - s) * get(mask, maskAt + at);
      set(h, hAt + at, Math.fma(part, get(reset, resetAt + at), s));
    }
  }
}
