package org.srupp.encdec.model;

import java.lang.foreign.MemorySegment;

/** Hypotheses of a search, as its network carries them from step to step; for one thread. */
interface Decoding {
  /** Number of hypotheses. */
  int rows();

  /**
   * Feeds each hypothesis its last id.
   *
   * @param lastTokens (rows)
   * @param buffer (rows, width), with room for padded rows; overwritten
   * @return (rows, width), the input of the vocabulary's product, with room for padded rows; it may
   *     be the buffer
   */
  MemorySegment step(int[] lastTokens, MemorySegment buffer);

  /**
   * Chooses which hypotheses go on.
   *
   * @param parents row i continues what was row parents[i]
   */
  void select(int[] parents);
}
