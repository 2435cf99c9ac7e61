package org.srupp.kernels.bench;

import java.util.Locale;
import org.srupp.kernels.Activation;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceProblem;

/**
 * A recurrence to check or time: a problem and which optional arrays it has.
 *
 * @param problem sizes and options
 * @param carried whether there are c0, gradCLast and gradC0
 * @param masked whether there is maskC
 * @param padded whether there is padding
 * @param coefficients whether there are coefficients of each step
 */
record RecurrenceSpec(
    RecurrenceProblem problem,
    boolean carried,
    boolean masked,
    boolean padded,
    boolean coefficients) {

  /** As the SRU++ language model runs it: forward, k = 3, skip from x, mask, carried state. */
  static RecurrenceSpec languageModel(int length, int batch, int units, ElementType type) {
    RecurrenceProblem problem =
        new RecurrenceProblem(
            length, batch, units, Direction.FORWARD, 3, true, 1, Activation.IDENTITY, type);
    return new RecurrenceSpec(problem, true, true, false, false);
  }

  /** As an encoder runs it: both directions, k = 4, mask, padding. */
  static RecurrenceSpec encoder(int length, int batch, int units, ElementType type) {
    RecurrenceProblem problem =
        new RecurrenceProblem(
            length, batch, units, Direction.BOTH, 4, true, 1, Activation.IDENTITY, type);
    return new RecurrenceSpec(problem, false, true, true, false);
  }

  /** With all that {@link #languageModel} and {@link #encoder} lack. */
  static RecurrenceSpec others(int length, int batch, int units, ElementType type) {
    RecurrenceProblem problem =
        new RecurrenceProblem(
            length, batch, units, Direction.BACKWARD, 3, true, 1.25, Activation.TANH, type);
    return new RecurrenceSpec(problem, true, false, true, true);
  }

  /** With neither a skip term nor any optional array. */
  static RecurrenceSpec bare(int length, int batch, int units, ElementType type) {
    RecurrenceProblem problem =
        new RecurrenceProblem(
            length, batch, units, Direction.FORWARD, 3, false, 1, Activation.IDENTITY, type);
    return new RecurrenceSpec(problem, false, false, false, false);
  }

  /** The same of other sizes. */
  RecurrenceSpec resized(int length, int batch) {
    RecurrenceProblem other =
        new RecurrenceProblem(
            length,
            batch,
            problem.units(),
            problem.direction(),
            problem.subMatrices(),
            problem.skip(),
            problem.scale(),
            problem.activation(),
            problem.type());
    return new RecurrenceSpec(other, carried, masked, padded, coefficients);
  }

  /** Such as k=3 L=61 B=3 D=257 BFLOAT16 both. */
  String title() {
    return String.format(
        Locale.ROOT,
        "k=%d L=%d B=%d D=%d %s %s%s",
        problem.subMatrices(),
        problem.length(),
        problem.batch(),
        problem.units(),
        problem.type(),
        problem.direction().toString().toLowerCase(Locale.ROOT),
        problem.skip() ? "" : " without skip");
  }
}
