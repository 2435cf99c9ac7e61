package org.srupp.seq2seq.decode;

import java.util.stream.IntStream;

/**
 * What may be produced, by any search. PAD and SOS never are.
 *
 * @param specials the ids that are no words
 * @param limits how long an output may be
 * @param allowUnk whether the unknown word may be produced; the paper: yes
 */
public record OutputRules(SpecialIds specials, LengthLimits limits, boolean allowUnk) {

  /**
   * The most tokens of a sentence's output, its end included: what is forced leaves the limits as
   * many as ever.
   */
  int maximum(int[] source, int[] prefix) {
    return limits.maximum(source.length) + prefix.length;
  }

  /** The ids that must not be the token at this length, counted from 1. */
  int[] forbidden(int length) {
    IntStream.Builder ids = IntStream.builder().add(specials.pad()).add(specials.sos());
    if (!allowUnk) {
      ids.add(specials.unk());
    }
    if (length < limits.minLength()) {
      ids.add(specials.eos());
    }
    return ids.build().toArray();
  }

  /**
   * Checks a batch before it is decoded.
   *
   * @throws IllegalArgumentException if a prefix holds an id that no prefix may hold
   */
  void check(StepScorer scorer, int[][] sources, int[][] prefixes) {
    if (prefixes.length != sources.length) {
      throw new IllegalArgumentException(
          "expected a prefix for each of "
              + sources.length
              + " sentences, found "
              + prefixes.length);
    }
    if (scorer.rows() != sources.length) {
      throw new IllegalStateException(
          "the scorer starts with "
              + scorer.rows()
              + " rows, expected one for each of "
              + sources.length
              + " sentences");
    }
    if (specials.largest() >= scorer.vocabularySize()) {
      throw new IllegalArgumentException(
          "special id "
              + specials.largest()
              + " is outside the model's vocabulary of "
              + scorer.vocabularySize());
    }
    for (int i = 0; i < sources.length; i++) {
      checkPrefix(i, prefixes[i], scorer.vocabularySize());
    }
  }

  private void checkPrefix(int sentence, int[] prefix, int vocabularySize) {
    for (int id : prefix) {
      boolean never = id == specials.pad() || id == specials.sos() || id == specials.eos();
      if (id < 0 || id >= vocabularySize || never) {
        throw new IllegalArgumentException(
            "sentence "
                + sentence
                + " of the batch: the prefix holds id "
                + id
                + ", expected a word of the vocabulary of "
                + vocabularySize
                + ", not PAD, SOS or EOS");
      }
    }
  }
}
