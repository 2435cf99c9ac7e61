package org.srupp.encdec.model;

import java.util.concurrent.atomic.AtomicLong;
import org.srupp.seq2seq.decode.ScorerFactory;
import org.srupp.seq2seq.decode.SpecialIds;
import org.srupp.seq2seq.decode.StepScorer;
import org.srupp.seq2seq.shortlist.Shortlist;

/**
 * Starts searches in which a sentence may produce what a shortlist says of its own pieces, the
 * specials, and what its output must begin with. May be used by several threads at once.
 */
public final class ShortlistScorers implements ScorerFactory {
  private final TranslationScorers scorers;
  private final Shortlist shortlist;
  private final int[] specials;
  private final AtomicLong sentences = new AtomicLong();
  private final AtomicLong listed = new AtomicLong();

  /**
   * @param scorers stays the caller's
   * @param shortlist of the same vocabularies
   */
  public ShortlistScorers(TranslationScorers scorers, Shortlist shortlist, SpecialIds specials) {
    this.scorers = scorers;
    this.shortlist = shortlist;
    this.specials = new int[] {specials.pad(), specials.unk(), specials.sos(), specials.eos()};
  }

  @Override
  public StepScorer start(int[][] sources) {
    return start(sources, new int[sources.length][0]);
  }

  @Override
  public StepScorer start(int[][] sources, int[][] prefixes) {
    int[][] lists = new int[sources.length][];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = shortlist.allowed(sources[i], specials, prefixes[i]);
      listed.addAndGet(lists[i].length);
    }
    sentences.addAndGet(lists.length);
    return scorers.start(sources, new OutputLists(lists));
  }

  /** The mean number of ids that a sentence was allowed; 0 before the first. */
  public double meanSize() {
    return sentences.get() == 0 ? 0 : (double) listed.get() / sentences.get();
  }
}
