package org.srupp.eval;

import java.util.List;

/**
 * A score of system output against references, computed as one published program computes it. Safe
 * for several threads.
 */
public interface Metric {
  /** The metric's name as scores print it. */
  String name();

  /**
   * The score of a whole test set.
   *
   * @param hypotheses one text a segment, detokenised
   * @param references one list for each reference stream, each with an entry a segment; {@code
   *     null} where a segment has no such reference, which is not the same as an empty one
   * @throws IllegalArgumentException if there is no segment, if a stream's length differs, or if a
   *     segment lacks all references
   */
  Score corpus(List<String> hypotheses, List<List<String>> references);

  /**
   * The score of one segment.
   *
   * @param references the segment's references; {@code null} entries do not count
   * @throws IllegalArgumentException if there is no reference
   */
  Score sentence(String hypothesis, List<String> references);
}
