package org.srupp.seq2seq.data;

/**
 * Random numbers of one epoch: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Written out here
 * because a checkpoint outlives a JDK, and the JDK does not promise that its generators stay what
 * they are.
 */
final class EpochRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  EpochRandom(long seed, long epoch) {
    // Mixing the seed first keeps (seed, epoch + 1) and (seed + 1, epoch) apart.
    state = mix(mix(seed + GOLDEN) + epoch * GOLDEN);
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /**
   * Uniform in [0, bound); multiplication by a 32-bit random number is biased by less than bound /
   * 2^32.
   */
  int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Fisher and Yates, in place. */
  void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
