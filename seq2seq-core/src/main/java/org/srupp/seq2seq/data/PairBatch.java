package org.srupp.seq2seq.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * Sentence pairs that go through the model together. All three arrays have one entry a pair, in the
 * same order.
 *
 * @param sentences indices in the corpus, (B)
 * @param sources source ids, unpadded, without SOS and EOS, (B, S of the sentence)
 * @param targets target ids, unpadded, without SOS and EOS, (B, T of the sentence)
 */
public record PairBatch(int[] sentences, int[][] sources, int[][] targets) {

  /**
   * @throws IllegalArgumentException if the numbers of entries differ
   */
  public PairBatch {
    if (sentences.length != sources.length || sentences.length != targets.length) {
      throw new IllegalArgumentException(
          "a batch needs as many sentences as sources and targets, found "
              + sentences.length
              + ", "
              + sources.length
              + " and "
              + targets.length);
    }
  }

  /** The number of pairs. */
  public int size() {
    return sentences.length;
  }

  /** Ids of all targets together, EOS of each included: what the loss averages over. */
  public long targetTokens() {
    long tokens = 0;
    for (int[] target : targets) {
      tokens += target.length + 1;
    }
    return tokens;
  }

  /** The first half of the pairs; empty for one pair. */
  public Optional<PairBatch> firstHalf() {
    int half = sentences.length / 2;
    return half == 0
        ? Optional.empty()
        : Optional.of(
            new PairBatch(
                Arrays.copyOf(sentences, half),
                Arrays.copyOf(sources, half),
                Arrays.copyOf(targets, half)));
  }
}
