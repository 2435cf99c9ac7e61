package org.srupp.eval.numpy;

/**
 * PCG XSL RR 128/64 (O'Neill 2014, section 6.3.3): a 128-bit linear congruential generator whose
 * halves, combined and rotated, are the output. NumPy's default.
 */
final class Pcg64 {
  private static final long FACTOR_HIGH = 0x2360ED051FC65DA4L;
  private static final long FACTOR_LOW = 0x4385DF649FCCF645L;

  /** The state's top six bits say how far the output is rotated. */
  private static final int ROTATION_SHIFT = 58;

  private final long incrementHigh;
  private final long incrementLow;
  private long high;
  private long low;

  /**
   * Starts the generator.
   *
   * @param seed 4 words: the state's high and low half, the increment's high and low half before
   *     its lowest bit is set
   */
  Pcg64(long[] seed) {
    incrementHigh = seed[2] << 1 | seed[3] >>> Long.SIZE - 1;
    incrementLow = seed[3] << 1 | 1;
    step();
    add(seed[0], seed[1]);
    step();
  }

  /** The next 64 bits. */
  long next() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> ROTATION_SHIFT));
  }

  /** The state's high and low half and the increment's. */
  long[] words() {
    return new long[] {high, low, incrementHigh, incrementLow};
  }

  private void step() {
    long product = low * FACTOR_LOW;
    high = Math.unsignedMultiplyHigh(low, FACTOR_LOW) + high * FACTOR_LOW + low * FACTOR_HIGH;
    low = product;
    add(incrementHigh, incrementLow);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }
}
