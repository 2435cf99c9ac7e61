package org.srupp.recipes.corpora;

import java.util.List;

/**
 * A corpus, ready to be tokenised.
 *
 * @param train pairs to learn from
 * @param valid pairs to choose the best checkpoint by
 * @param test pairs to score; empty if the corpus has none
 * @param notes what was dropped or decided on the way, one sentence each, to show and to keep in
 *     the run folder
 */
public record CorpusSplits(
    ParallelText train, ParallelText valid, ParallelText test, List<String> notes) {
  public CorpusSplits {
    notes = List.copyOf(notes);
  }
}
