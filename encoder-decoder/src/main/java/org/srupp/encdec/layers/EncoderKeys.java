package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.AttentionKernel.Keys;

/** Every step of a sentence sees every step of that sentence and no padding. */
final class EncoderKeys implements KeySource {
  private final MemorySegment memory;
  private final Keys[] perSentence;

  /**
   * Plans the keys of a padded batch.
   *
   * @param memory (S * B, 2 P) with room for padded rows
   * @param lengths steps of each sentence
   */
  EncoderKeys(MemorySegment memory, int[] lengths) {
    this.memory = memory;
    perSentence = perSentence(memory, lengths);
  }

  /** The rows of each sentence in time-major memory, (S, B, 2 P). */
  static Keys[] perSentence(MemorySegment memory, int[] lengths) {
    Keys[] keys = new Keys[lengths.length];
    for (int b = 0; b < lengths.length; b++) {
      int[] rows = new int[lengths[b]];
      for (int s = 0; s < rows.length; s++) {
        rows[s] = s * lengths.length + b;
      }
      keys[b] = new Keys(memory, rows, rows.length);
    }
    return keys;
  }

  @Override
  public MemorySegment target() {
    return memory;
  }

  @Override
  public Keys first(int row) {
    return perSentence[row % perSentence.length];
  }

  @Override
  public Keys second(int row) {
    return NONE;
  }
}
