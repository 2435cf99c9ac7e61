package org.srupp.seq2seq.autograd;

import java.util.random.RandomGenerator;

/** Draws the first values of a parameter. */
@FunctionalInterface
public interface Initialization {
  /**
   * Fills an array with first values.
   *
   * @param values the parameter, row-major
   * @param random the only source of chance
   */
  void fill(double[] values, RandomGenerator random);

  /** The same value everywhere. */
  static Initialization constant(double value) {
    return (values, random) -> java.util.Arrays.fill(values, value);
  }

  /** Uniform in [-bound, bound). */
  static Initialization uniform(double bound) {
    return (values, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble(-bound, bound);
      }
    };
  }

  /** Normal with mean 0. */
  static Initialization normal(double deviation) {
    return (values, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextGaussian(0, deviation);
      }
    };
  }

  /**
   * Xavier's uniform bound sqrt(6 / (inputs + outputs)) over the whole matrix, times a factor
   * (Glorot and Bengio 2010).
   *
   * @param inputs columns of the matrix
   * @param outputs rows of the matrix
   * @param factor multiplies every value
   */
  static Initialization xavier(long inputs, long outputs, double factor) {
    return uniform(factor * Math.sqrt(6.0 / (inputs + outputs)));
  }

  /** First half and second half of the array each with one value. */
  static Initialization halves(double first, double second) {
    return (values, random) -> {
      java.util.Arrays.fill(values, 0, values.length / 2, first);
      java.util.Arrays.fill(values, values.length / 2, values.length, second);
    };
  }
}
