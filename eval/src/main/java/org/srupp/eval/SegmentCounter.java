package org.srupp.eval;

import java.util.List;

/** Counts one segment after another with memory that is kept between them. For one thread. */
interface SegmentCounter {
  /**
   * Writes the segment's statistics.
   *
   * @param references at least one is not null, unless the metric lets that pass
   * @param values receives one row from {@code at} on
   */
  void count(String hypothesis, List<String> references, double[] values, int at);
}
