package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reads logits row by row: the largest of each row, and the logarithm of its softmax's denominator.
 * A row's result depends on that row alone: sums are formed in a fixed order (lanes over blocks,
 * lanes of a block in order, blocks in double), whichever thread does it.
 */
final class RowScanner {
  static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  /** Elements whose exponentials are summed in float before they join the double sum. */
  static final int BLOCK = 1024;

  /** Fewer elements than this are done before other threads have woken up. */
  private static final long PARALLEL_ELEMENTS = 1 << 18;

  private static final Thread ANOTHER_THREAD = new Thread();

  private final int width;
  private final boolean sums;

  /**
   * @param width how many of the largest to find in each row
   * @param sums whether to compute the denominators, which costs an exponential an element
   */
  RowScanner(int width, boolean sums) {
    this.width = width;
    this.sums = sums;
  }

  /**
   * Scans all rows.
   *
   * @param logits float32, (rows, V) row-major
   * @throws IllegalStateException if the segment is too small, or a row holds NaN or infinity, or
   *     nothing above minus infinity
   */
  RowTops scan(MemorySegment logits, int rows, int vocabularySize) {
    return scan(logits, rows, OutputColumns.all(vocabularySize));
  }

  /**
   * Scans all rows.
   *
   * @param logits float32, (rows, stride of the columns) row-major
   * @return with ids, not columns
   * @throws IllegalStateException if the segment is too small, or a row holds NaN or infinity, or
   *     nothing above minus infinity
   */
  RowTops scan(MemorySegment logits, int rows, OutputColumns columns) {
    long elements = (long) rows * columns.stride();
    if (logits.byteSize() < elements * Float.BYTES) {
      throw new IllegalStateException(
          "the scorer returned "
              + logits.byteSize()
              + " bytes, expected "
              + rows
              + " rows of "
              + columns.stride()
              + " floats");
    }
    RowTops tops = new RowTops(width, rows);
    IntStream range = IntStream.range(0, rows);
    if (elements >= PARALLEL_ELEMENTS && logits.isAccessibleBy(ANOTHER_THREAD)) {
      range = range.parallel();
    }
    range.forEach(row -> scanRow(logits, row, columns, tops));
    return tops;
  }

  private void scanRow(MemorySegment logits, int row, OutputColumns columns, RowTops tops) {
    int count = columns.count(row);
    scanRow(
        logits.asSlice((long) row * columns.stride() * Float.BYTES, (long) count * Float.BYTES),
        row,
        count,
        tops);
    for (int place = row * width; place < row * width + tops.counts()[row]; place++) {
      tops.ids()[place] = columns.id(row, tops.ids()[place]);
    }
  }

  private void scanRow(MemorySegment values, int row, int count, RowTops tops) {
    if (ScalarScan.isWorthIt(count)) {
      new ScalarScan(values.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED)).scan(row, sums, tops);
      return;
    }
    float max = max(values, count);
    requireFinite(row, max);
    TopK top = new TopK(tops.values(), tops.ids(), row * width, width);
    double sum = 0;
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(start + BLOCK, count);
      sum += sums ? sumAndTop(values, start, end, max, top) : topOnly(values, start, end, top);
    }
    tops.counts()[row] = top.count();
    tops.logSums()[row] = max + Math.log(sum);
  }

  static void requireFinite(int row, float max) {
    if (!(max > Float.NEGATIVE_INFINITY && max < Float.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "row "
              + row
              + " of the logits has the maximum "
              + max
              + ", expected a finite one; the model's weights or inputs are broken");
    }
  }

  /** The largest value; NaN if there is one. */
  static float max(MemorySegment values, int count) {
    int end = LANES.loopBound(count);
    FloatVector best = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < end; i += LANES.length()) {
      best = best.max(load(values, i));
    }
    float result = best.reduceLanes(VectorOperators.MAX);
    for (int i = end; i < count; i++) {
      result = Math.max(result, at(values, i));
    }
    return result;
  }

  private static double sumAndTop(MemorySegment values, int start, int end, float max, TopK top) {
    int bound = start + LANES.loopBound(end - start);
    FloatVector total = FloatVector.zero(LANES);
    for (int i = start; i < bound; i += LANES.length()) {
      FloatVector value = load(values, i);
      total = total.add(VectorExp.exp(value.sub(max)));
      if (value.compare(VectorOperators.GT, top.floor()).anyTrue()) {
        offer(values, i, i + LANES.length(), top);
      }
    }
    // Not reduceLanes: its order of addition may differ between interpreted and compiled code.
    double sum = 0;
    for (float lane : total.toArray()) {
      sum += lane;
    }
    for (int i = bound; i < end; i++) {
      sum += Math.exp((double) at(values, i) - max);
    }
    offer(values, bound, end, top);
    return sum;
  }

  private static double topOnly(MemorySegment values, int start, int end, TopK top) {
    int bound = start + LANES.loopBound(end - start);
    for (int i = start; i < bound; i += LANES.length()) {
      if (load(values, i).compare(VectorOperators.GT, top.floor()).anyTrue()) {
        offer(values, i, i + LANES.length(), top);
      }
    }
    offer(values, bound, end, top);
    return 1;
  }

  private static void offer(MemorySegment values, int start, int end, TopK top) {
    for (int i = start; i < end; i++) {
      top.offer(at(values, i), i);
    }
  }

  private static FloatVector load(MemorySegment values, int index) {
    return FloatVector.fromMemorySegment(
        LANES, values, (long) index * Float.BYTES, ByteOrder.nativeOrder());
  }

  /** The logit of an id. */
  static float at(MemorySegment logits, OutputColumns columns, int row, int id) {
    return at(logits, (long) row * columns.stride() + columns.column(row, id));
  }

  static float at(MemorySegment values, long index) {
    return values.get(ValueLayout.JAVA_FLOAT_UNALIGNED, index * Float.BYTES);
  }
}
