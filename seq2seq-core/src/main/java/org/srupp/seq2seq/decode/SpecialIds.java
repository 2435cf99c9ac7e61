package org.srupp.seq2seq.decode;

import java.util.stream.IntStream;

/**
 * The ids that are no words.
 *
 * @param pad padding, never produced
 * @param unk the unknown word, produced unless {@link OutputRules} forbid it
 * @param sos start of sequence, the first input, never produced
 * @param eos end of sequence, which ends a hypothesis
 */
public record SpecialIds(int pad, int unk, int sos, int eos) {

  /**
   * @throws IllegalArgumentException if an id is negative or two are the same
   */
  public SpecialIds {
    int[] ids = {pad, unk, sos, eos};
    if (IntStream.of(ids).anyMatch(id -> id < 0)
        || IntStream.of(ids).distinct().count() != ids.length) {
      throw new IllegalArgumentException(
          "special ids must be four different ids from 0, found pad "
              + pad
              + ", unk "
              + unk
              + ", sos "
              + sos
              + ", eos "
              + eos);
    }
  }

  int largest() {
    return Math.max(Math.max(pad, unk), Math.max(sos, eos));
  }
}
