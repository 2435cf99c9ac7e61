package org.srupp.eval.numpy;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * The draws of {@code numpy.random.default_rng}, bit for bit, as far as resampling needs them. For
 * one thread.
 */
public final class NumpyGenerator {
  private static final long LOW_HALF = 0xFFFFFFFFL;
  private static final int STATE_WORDS = 4;
  private static final int ENTROPY_BITS = 128;

  private final Pcg64 bits;
  private boolean halfKept;
  private int half;

  private NumpyGenerator(BigInteger seed) {
    bits = new Pcg64(new SeedSequence(seed).state(STATE_WORDS));
  }

  /**
   * {@code default_rng(seed)}.
   *
   * @throws IllegalArgumentException if the seed is negative
   */
  public static NumpyGenerator seeded(BigInteger seed) {
    if (seed.signum() < 0) {
      throw new IllegalArgumentException("a seed must be at least 0, found " + seed);
    }
    return new NumpyGenerator(seed);
  }

  /** {@code default_rng()}: another sequence each time, from the system's entropy. */
  public static NumpyGenerator unseeded() {
    return new NumpyGenerator(new BigInteger(ENTROPY_BITS, new SecureRandom()));
  }

  /**
   * Fills {@code out} with {@code choice(bound, size=out.length)}: numbers from 0 to {@code bound -
   * 1}, each as likely (Lemire 2019, algorithm 5). A matrix is its rows, one after the other.
   *
   * @throws IllegalArgumentException if the bound is below 1
   */
  public void choose(int bound, int[] out) {
    if (bound < 1) {
      throw new IllegalArgumentException("there must be at least 1 to choose from, found " + bound);
    }
    long rejected = (1L << Integer.SIZE) % bound;
    for (int i = 0; i < out.length; i++) {
      out[i] = bound == 1 ? 0 : below(bound, rejected);
    }
  }

  /**
   * Starts a matrix of {@code integers(2, size=..., dtype=bool)}; what is left of the last word is
   * dropped with the returned object.
   */
  public Coins coins() {
    return new Coins(this);
  }

  /** The next 32 bits: the low half of 64, then their high half. */
  int nextInt() {
    if (halfKept) {
      halfKept = false;
      return half;
    }
    long both = bits.next();
    half = (int) (both >>> Integer.SIZE);
    halfKept = true;
    return (int) both;
  }

  private int below(long bound, long rejected) {
    long product = (nextInt() & LOW_HALF) * bound;
    while ((product & LOW_HALF) < rejected) {
      product = (nextInt() & LOW_HALF) * bound;
    }
    return (int) (product >>> Integer.SIZE);
  }
}
