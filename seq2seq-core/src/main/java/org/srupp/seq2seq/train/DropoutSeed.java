package org.srupp.seq2seq.train;

/** Seeds of micro-batches as a pure function, so that resuming needs no random state. */
final class DropoutSeed {
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private DropoutSeed() {}

  /**
   * @param seed of the run
   * @param update updates made before this one
   * @param microBatch index within the update
   */
  static long mix(long seed, long update, int microBatch) {
    return scramble(scramble(scramble(seed) + update) + microBatch);
  }

  // The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that spreads every bit.
  private static long scramble(long value) {
    long z = value + GOLDEN_RATIO;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
