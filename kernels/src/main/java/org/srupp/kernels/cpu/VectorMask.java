package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.MaskKernel;

/** Random masks with indices in lanes. */
public final class VectorMask implements MaskKernel {
  // Below this many values waking another thread costs more than it saves.
  private static final int GRAIN = 1 << 14;

  private final WorkerPool pool;

  /** Splits masks over the threads of a pool. */
  public VectorMask(WorkerPool pool) {
    VectorModule.require();
    this.pool = pool;
  }

  @Override
  public void fill(MemorySegment mask, ElementType type, long count, double rate, long seed) {
    MaskKernel.requireFloat32(type);
    float kept = (float) (1 / (1 - rate));
    int threshold = (int) (ReferenceMask.threshold(rate) - 0x80000000L);
    pool.run(
        Math.toIntExact(count),
        GRAIN,
        (from, to) ->
            MaskLoop.run(mask, from, to, threshold, kept, (int) seed, (int) (seed >>> 32)));
  }

  /** Names vector types, so that {@link VectorMask} can say what is missing without them. */
  private static final class MaskLoop {
    private static final VectorSpecies<Float> FLOATS = LaneMath.FLOATS;
    private static final VectorSpecies<Integer> INTS = FLOATS.vectorShape().withLanes(int.class);
    private static final IntVector INDEX = IntVector.zero(INTS).addIndex(1);

    static void run(
        MemorySegment mask, int from, int to, int threshold, float kept, int low, int high) {
      Lanes.pin(mask);
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector one = FloatVector.broadcast(FLOATS, kept);
      int i = from;
      for (int end = from + FLOATS.loopBound(to - from); i < end; i += FLOATS.length()) {
        // Flipping the sign bit makes an unsigned comparison a signed one.
        IntVector bits =
            hash(hash(INDEX.add(i + low)).add(high))
                .lanewise(VectorOperators.XOR, Integer.MIN_VALUE);
        var dropped = bits.compare(VectorOperators.LT, threshold).cast(FLOATS);
        Lanes.store(one.blend(zero, dropped), mask, (long) i * Float.BYTES);
      }
      for (; i < to; i++) {
        int bits = ReferenceMask.hash(ReferenceMask.hash(i + low) + high) ^ Integer.MIN_VALUE;
        Lanes.set(mask, (long) i * Float.BYTES, bits < threshold ? 0 : kept);
      }
    }

    private static IntVector hash(IntVector x) {
      IntVector y =
          x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x7feb352d);
      IntVector z =
          y.lanewise(VectorOperators.XOR, y.lanewise(VectorOperators.LSHR, 15)).mul(0x846ca68b);
      return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 16));
    }
  }
}
