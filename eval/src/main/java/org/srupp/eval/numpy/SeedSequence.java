package org.srupp.eval.numpy;

import java.math.BigInteger;

/**
 * Spreads a seed of any size over the state of a generator, as {@code numpy.random.SeedSequence}
 * does (O'Neill's {@code seed_seq_fe}, 2015). All arithmetic is modulo 2^32.
 */
final class SeedSequence {
  private static final int POOL_SIZE = 4;
  private static final int SHIFT = 16;

  private static final int HASH_START = 0x43b0d7e5;
  private static final int HASH_FACTOR = 0x931e8875;
  private static final int STATE_START = 0x8b51f9dd;
  private static final int STATE_FACTOR = 0x58f38ded;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;

  private final int[] pool = new int[POOL_SIZE];
  private int hash = HASH_START;

  /**
   * Mixes the seed in.
   *
   * @param seed at least 0
   */
  SeedSequence(BigInteger seed) {
    int[] words = words(seed);
    for (int i = 0; i < POOL_SIZE; i++) {
      pool[i] = mash(i < words.length ? words[i] : 0);
    }
    for (int i = 0; i < POOL_SIZE; i++) {
      for (int j = 0; j < POOL_SIZE; j++) {
        if (i != j) {
          pool[j] = mix(pool[j], mash(pool[i]));
        }
      }
    }
    for (int i = POOL_SIZE; i < words.length; i++) {
      for (int j = 0; j < POOL_SIZE; j++) {
        pool[j] = mix(pool[j], mash(words[i]));
      }
    }
  }

  /** The pool after all mixing, 4 unsigned words. */
  int[] pool() {
    return pool.clone();
  }

  /**
   * The first {@code count} unsigned 64-bit words of state; each is two words, the low one first.
   */
  long[] state(int count) {
    long[] state = new long[count];
    int factor = STATE_START;
    for (int i = 0; i < 2 * count; i++) {
      int word = pool[i % POOL_SIZE] ^ factor;
      factor *= STATE_FACTOR;
      word *= factor;
      word ^= word >>> SHIFT;
      state[i / 2] |= (word & 0xFFFFFFFFL) << (i % 2 == 0 ? 0 : Integer.SIZE);
    }
    return state;
  }

  private int mash(int value) {
    int mashed = value ^ hash;
    hash *= HASH_FACTOR;
    mashed *= hash;
    return mashed ^ mashed >>> SHIFT;
  }

  private static int mix(int left, int right) {
    int mixed = MIX_LEFT * left - MIX_RIGHT * right;
    return mixed ^ mixed >>> SHIFT;
  }

  /** The seed's 32-bit words, low ones first; at least one. */
  private static int[] words(BigInteger seed) {
    int[] words = new int[Math.max(1, (seed.bitLength() + Integer.SIZE - 1) / Integer.SIZE)];
    for (int i = 0; i < words.length; i++) {
      words[i] = seed.shiftRight(Integer.SIZE * i).intValue();
    }
    return words;
  }
}
