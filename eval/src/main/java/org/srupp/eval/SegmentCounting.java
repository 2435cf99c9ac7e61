package org.srupp.eval;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Fills the statistics of a corpus on the common fork-join pool. Every segment has its own row, so
 * that the result does not depend on who counts what when.
 */
final class SegmentCounting {
  private static final int SEGMENTS_PER_TASK = 256;

  private final List<String> hypotheses;
  private final References references;
  private final int width;
  private final Supplier<SegmentCounter> maker;
  private final Queue<SegmentCounter> idle = new ConcurrentLinkedQueue<>();

  private SegmentCounting(
      List<String> hypotheses, References references, int width, Supplier<SegmentCounter> maker) {
    this.hypotheses = hypotheses;
    this.references = references;
    this.width = width;
    this.maker = maker;
  }

  /**
   * The statistics of all segments.
   *
   * @param maker makes a counter; asked about once for each thread
   */
  static SegmentStatistics count(
      List<String> hypotheses, References references, int width, Supplier<SegmentCounter> maker) {
    double[] values = new double[Math.multiplyExact(hypotheses.size(), width)];
    var counting = new SegmentCounting(hypotheses, references, width, maker);
    IntStream.range(0, (hypotheses.size() - 1) / SEGMENTS_PER_TASK + 1)
        .parallel()
        .forEach(task -> counting.fill(task * SEGMENTS_PER_TASK, values));
    return new SegmentStatistics(width, values, references.label());
  }

  private void fill(int from, double[] values) {
    SegmentCounter known = idle.poll();
    SegmentCounter counter = known == null ? maker.get() : known;
    int end = Math.min(from + SEGMENTS_PER_TASK, hypotheses.size());
    for (int i = from; i < end; i++) {
      counter.count(hypotheses.get(i), references.of(i), values, i * width);
    }
    idle.add(counter);
  }
}
