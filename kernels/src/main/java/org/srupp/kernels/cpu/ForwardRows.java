package org.srupp.kernels.cpu;

import static org.srupp.kernels.cpu.Lanes.get;
import static org.srupp.kernels.cpu.Lanes.load;
import static org.srupp.kernels.cpu.Lanes.set;
import static org.srupp.kernels.cpu.Lanes.store;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The row loops of the forward recurrence: one step of one stream over {@code n} neighbouring
 * units. Offsets are in bytes.
 *
 * <p>Several short loops, because one with more than about 15 segment accesses is no longer
 * compiled well. Each loop ends in a scalar tail with the arithmetic of its lanes.
 */
final class ForwardRows {
  private static final VectorSpecies<Float> FLOATS = LaneMath.FLOATS;

  private ForwardRows() {}

  /**
   * f and r over U1 and U2, and the new state.
   *
   * @param u at {@code uAt} the candidate's units; forget and reset follow after one and two times
   *     {@code matrix} bytes
   * @param weightC, bias at {@code gateAt} the forget gate's units; the reset gate's follow after
   *     {@code matrix} bytes
   */
  static void gates(
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
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
      long at = 4L * i;
      FloatVector old = load(previous, previousAt + at);
      FloatVector forget =
          load(weightC, gateAt + at)
              .fma(old, load(u, uAt + matrix + at))
              .add(load(bias, gateAt + at));
      FloatVector reset =
          load(weightC, gateAt + matrix + at)
              .fma(old, load(u, uAt + 2 * matrix + at))
              .add(load(bias, gateAt + matrix + at));
      FloatVector candidate = load(u, uAt + at);
      FloatVector f = LaneMath.sigmoid(forget);
      store(f, u, uAt + matrix + at);
      store(LaneMath.sigmoid(reset), u, uAt + 2 * matrix + at);
      store(old.sub(candidate).fma(f, candidate), c, cAt + at);
    }
    for (; i < n; i++) {
      long at = 4L * i;
      float old = get(previous, previousAt + at);
      float forget =
          Math.fma(get(weightC, gateAt + at), old, get(u, uAt + matrix + at))
              + get(bias, gateAt + at);
      float reset =
          Math.fma(get(weightC, gateAt + matrix + at), old, get(u, uAt + 2 * matrix + at))
              + get(bias, gateAt + matrix + at);
      float candidate = get(u, uAt + at);
      float f = LaneMath.sigmoid(forget);
      set(u, uAt + matrix + at, f);
      set(u, uAt + 2 * matrix + at, LaneMath.sigmoid(reset));
      set(c, cAt + at, Math.fma(old - candidate, f, candidate));
    }
  }

  /**
   * Adds coefficient times previous state to the pre-activations U1 and U2, before {@link #gates}.
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
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
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
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
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
    int i = 0;
    for (int end = FLOATS.loopBound(n); i < end; i += FLOATS.length()) {
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
