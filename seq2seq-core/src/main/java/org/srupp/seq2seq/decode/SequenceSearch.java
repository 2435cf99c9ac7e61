package org.srupp.seq2seq.decode;

import java.util.List;

/** A way to find outputs. Searches hold no state between calls and may be shared. */
public interface SequenceSearch {

  /**
   * Decodes one batch.
   *
   * @param model what scores
   * @param sources unpadded source ids, (B, S of the sentence), none of them empty
   * @param prefixes the tokens that each output must begin with, SOS not among them; empty for a
   *     free search, (B, length of the prefix)
   * @return for each sentence its hypotheses, best first, at least one
   * @throws IllegalArgumentException if a prefix is too long or holds PAD, SOS, EOS or an id
   *     outside the vocabulary
   * @throws IllegalStateException if the scorer returns NaN, infinity, or nothing that may be
   *     produced
   */
  List<List<Hypothesis>> search(ScorerFactory model, int[][] sources, int[][] prefixes);

  /** Decodes one batch without prefixes. */
  default List<List<Hypothesis>> search(ScorerFactory model, int[][] sources) {
    return search(model, sources, new int[sources.length][0]);
  }
}
