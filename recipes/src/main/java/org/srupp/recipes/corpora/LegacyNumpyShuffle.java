package org.srupp.recipes.corpora;

/**
 * The shuffle of NumPy's legacy global generator: MT19937 (Matsumoto and Nishimura 1998) seeded by
 * one integer, Fisher-Yates from the end, each index by masking 32-bit outputs and rejecting those
 * that are too large. The authors cut their data with it, so the split can only be repeated with
 * the same numbers.
 */
final class LegacyNumpyShuffle {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int at = N;

  LegacyNumpyShuffle(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1_812_433_253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** The numbers 0 to {@code count - 1}, shuffled. */
  int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int j = upTo(i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  private int upTo(int max) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(max);
    int value = next() & mask;
    while (value > max) {
      value = next() & mask;
    }
    return value;
  }

  private int next() {
    if (at == N) {
      twist();
    }
    int y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
    }
    at = 0;
  }
}
