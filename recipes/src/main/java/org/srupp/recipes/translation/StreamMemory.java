package org.srupp.recipes.translation;

import java.util.Locale;
import org.srupp.encdec.model.TranslationConfig;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.run.Machine;

/**
 * How much memory searches at once need. Each has a batch of its own: its hypotheses' keys and
 * values, which grow by doubling, and the buffers of a step.
 *
 * @param bytes of one search whose translations are as long as their sources; an estimate
 * @param sentences most sentences of a batch
 * @param beam hypotheses of a sentence
 */
record StreamMemory(double bytes, int sentences, int beam) {
  // What has grown is freed at the end of a batch: 1/2 + 1/4 + ... of the last size.
  private static final int GROWTH = 2;
  private static final double MEBIBYTE = 1 << 20;

  static StreamMemory of(TranslationConfig config, DecodeSection decode) {
    double steps = (double) decode.batchTokens() * config.stepFloats() * GROWTH;
    double rows = (double) decode.batchSentences() * config.rowFloats();
    double bytes = Float.BYTES * (steps + rows) * decode.beam();
    return new StreamMemory(bytes, decode.batchSentences(), decode.beam());
  }

  /**
   * Refuses more searches than this machine has memory for.
   *
   * @throws IllegalArgumentException if they do not fit; says how many would
   */
  void require(int threads) {
    require(threads, Machine.memory());
  }

  /**
   * @param memory bytes; 0 if unknown
   */
  void require(int threads, long memory) {
    if (memory > 0 && threads > 1 && threads * bytes > memory) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--threads %d would need about %,.0f MiB, %,.1f for each search of up to %d sentences"
                  + " with beam %d, and the machine has %,.0f: use at most %d, or a smaller"
                  + " --batch-sentences, --batch-tokens or --beam",
              threads,
              threads * bytes / MEBIBYTE,
              bytes / MEBIBYTE,
              sentences,
              beam,
              memory / MEBIBYTE,
              Math.max(1, (long) (memory / bytes))));
    }
  }
}
