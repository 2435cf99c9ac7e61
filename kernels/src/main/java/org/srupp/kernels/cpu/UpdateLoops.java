package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.UpdateStep;

/**
 * The loops of {@link VectorUpdate} over one block of elements, (count).
 *
 * <p>The scalar tail does the same roundings as the lanes, so an element's result depends neither
 * on where it lies nor on the width of the vectors.
 */
final class UpdateLoops {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private UpdateLoops() {}

  static void moments(
      MemorySegment gradient, MemorySegment m, MemorySegment v, int count, UpdateStep step) {
    Lanes.pin(gradient);
    Lanes.pin(m);
    Lanes.pin(v);
    float clip = (float) step.clip();
    float beta1 = (float) step.beta1();
    float rest1 = (float) (1 - step.beta1());
    float beta2 = (float) step.beta2();
    float rest2 = (float) (1 - step.beta2());
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector g = FloatVector.fromMemorySegment(LANES, gradient, at, ORDER).mul(clip);
      FloatVector oldM = FloatVector.fromMemorySegment(LANES, m, at, ORDER);
      FloatVector oldV = FloatVector.fromMemorySegment(LANES, v, at, ORDER);
      g.mul(rest1).add(oldM.mul(beta1)).intoMemorySegment(m, at, ORDER);
      g.mul(g).mul(rest2).add(oldV.mul(beta2)).intoMemorySegment(v, at, ORDER);
    }
    for (; i < count; i++) {
      long at = (long) i * Float.BYTES;
      float g = gradient.get(FLOAT, at) * clip;
      m.set(FLOAT, at, g * rest1 + m.get(FLOAT, at) * beta1);
      v.set(FLOAT, at, g * g * rest2 + v.get(FLOAT, at) * beta2);
    }
  }

  static void adaptive(
      MemorySegment weight, MemorySegment m, MemorySegment v, int count, UpdateStep step) {
    Lanes.pin(weight);
    Lanes.pin(m);
    Lanes.pin(v);
    float keep = (float) -step.decay();
    float size = (float) -step.size();
    float denominator = (float) step.denominator();
    float epsilon = (float) step.epsilon();
    FloatVector sizes = FloatVector.broadcast(LANES, size);
    FloatVector keeps = FloatVector.broadcast(LANES, keep);
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector w = FloatVector.fromMemorySegment(LANES, weight, at, ORDER);
      FloatVector root = FloatVector.fromMemorySegment(LANES, v, at, ORDER).sqrt();
      FloatVector ratio =
          FloatVector.fromMemorySegment(LANES, m, at, ORDER)
              .div(root.mul(denominator).add(epsilon));
      ratio.fma(sizes, w.fma(keeps, w)).intoMemorySegment(weight, at, ORDER);
    }
    for (; i < count; i++) {
      long at = (long) i * Float.BYTES;
      float w = weight.get(FLOAT, at);
      float root = (float) Math.sqrt(v.get(FLOAT, at));
      float ratio = m.get(FLOAT, at) / (root * denominator + epsilon);
      weight.set(FLOAT, at, Math.fma(ratio, size, Math.fma(w, keep, w)));
    }
  }

  static void momentum(MemorySegment weight, MemorySegment m, int count, UpdateStep step) {
    Lanes.pin(weight);
    Lanes.pin(m);
    float keep = (float) -step.decay();
    float size = (float) -step.size();
    FloatVector sizes = FloatVector.broadcast(LANES, size);
    FloatVector keeps = FloatVector.broadcast(LANES, keep);
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector w = FloatVector.fromMemorySegment(LANES, weight, at, ORDER);
      FloatVector.fromMemorySegment(LANES, m, at, ORDER)
          .fma(sizes, w.fma(keeps, w))
          .intoMemorySegment(weight, at, ORDER);
    }
    for (; i < count; i++) {
      long at = (long) i * Float.BYTES;
      float w = weight.get(FLOAT, at);
      weight.set(FLOAT, at, Math.fma(m.get(FLOAT, at), size, Math.fma(w, keep, w)));
    }
  }
}
