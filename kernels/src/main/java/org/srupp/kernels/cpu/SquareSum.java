package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sum of squares of a block of float32 in double. */
final class SquareSum {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;
  private static final VectorSpecies<Double> DOUBLES = LANES.vectorShape().withLanes(double.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private SquareSum() {}

  static double of(MemorySegment values, long start, int count) {
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector high = DoubleVector.zero(DOUBLES);
    int i = 0;
    for (int end = LANES.loopBound(count); i < end; i += LANES.length()) {
      FloatVector x =
          FloatVector.fromMemorySegment(LANES, values, (start + i) * Float.BYTES, ORDER);
      DoubleVector x0 = (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector x1 = (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 1);
      low = x0.fma(x0, low);
      high = x1.fma(x1, high);
    }
    // reduceLanes may add in another order once it is compiled; the norm must not change with that.
    double sum = 0;
    for (double lane : low.add(high).toArray()) {
      sum += lane;
    }
    for (; i < count; i++) {
      double x = values.get(ValueLayout.JAVA_FLOAT_UNALIGNED, (start + i) * Float.BYTES);
      sum += x * x;
    }
    return sum;
  }
}
