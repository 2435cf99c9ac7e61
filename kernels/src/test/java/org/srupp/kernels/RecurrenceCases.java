package org.srupp.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random recurrences with every combination of options. */
final class RecurrenceCases {
  private static final int SWITCHES = 6;

  private RecurrenceCases() {}

  /**
   * Each direction, skip term and setting of the six switches, once; values of order 1, exact in
   * float32.
   */
  static List<RecurrenceCase> allOptions(
      int length, int batch, int unitsOneWay, SplittableRandom random) {
    List<RecurrenceCase> cases = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (int skip = 0; skip < 3; skip++) {
        for (int switches = 0; switches < 1 << SWITCHES; switches++) {
          int units = direction == Direction.BOTH ? 2 * unitsOneWay : unitsOneWay;
          cases.add(random(length, batch, units, direction, skip, switches, random));
        }
      }
    }
    return cases;
  }

  /**
   * One with everything on: both directions, k = 3 with scaled skip, tanh, masks, coefficients,
   * carried state.
   */
  static RecurrenceCase everything(int length, int batch, int units, SplittableRandom random) {
    return random(length, batch, units, Direction.BOTH, 0, (1 << SWITCHES) - 1, random);
  }

  /** One as the SRU++ language model runs it: forward, k = 3 with skip, mask, carried state. */
  static RecurrenceCase languageModel(int length, int batch, int units, SplittableRandom random) {
    return random(length, batch, units, Direction.FORWARD, 0, 0b000110, random);
  }

  private static RecurrenceCase random(
      int length,
      int batch,
      int units,
      Direction direction,
      int skip,
      int switches,
      SplittableRandom random) {
    Activation activation = (switches & 1) != 0 ? Activation.TANH : Activation.IDENTITY;
    int k = skip == 1 ? 4 : 3;
    RecurrenceProblem problem =
        new RecurrenceProblem(
            length, batch, units, direction, k, skip != 2, 1.25, activation, ElementType.FLOAT64);
    int states = batch * units;
    RecurrenceCase made = new RecurrenceCase(problem);
    made.with("u", values(random, length * states * k, 2))
        .with("weightC", values(random, 2 * units, 1))
        .with("bias", values(random, 2 * units, 1));
    made.with("gradH", values(random, length * states, 1));
    if (problem.skipFromInput()) {
      made.with("x", values(random, length * states, 1));
    }
    if ((switches & 2) != 0) {
      made.with("c0", values(random, states, 1)).with("gradCLast", values(random, states, 1));
    }
    if ((switches & 4) != 0) {
      made.with("maskC", mask(random, states));
    }
    if ((switches & 8) != 0) {
      made.with("padded", random.ints(length * batch, 0, 2).asDoubleStream().toArray());
    }
    if ((switches & 16) != 0) {
      made.with("coefficients", values(random, 2 * length * states, 1));
    }
    if ((switches & 32) != 0) {
      made.with("gradCLast", values(random, states, 1));
    }
    return made;
  }

  private static double[] values(SplittableRandom random, int size, double bound) {
    return random.doubles(size, -bound, bound).map(value -> (float) value).toArray();
  }

  private static double[] mask(SplittableRandom random, int size) {
    return random.ints(size, 0, 5).mapToDouble(value -> value == 0 ? 0 : 1.25).toArray();
  }
}
