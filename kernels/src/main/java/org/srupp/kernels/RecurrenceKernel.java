package org.srupp.kernels;

/**
 * Runs the SRU recurrence of {@link RecurrenceProblem} over raw memory; safe to call from several
 * threads on different arrays.
 */
public interface RecurrenceKernel {
  /**
   * Writes every h and c, and leaves f and r in sub-matrices 1 and 2 of u.
   *
   * @throws IllegalArgumentException if an array does not fit the problem, or the backend does not
   *     take its element type
   */
  void forward(RecurrenceProblem problem, RecurrenceArrays arrays);

  /**
   * Writes the gradients of what {@link #forward} computed.
   *
   * @param arrays as forward left them
   * @throws IllegalArgumentException as {@link #forward}
   */
  void backward(RecurrenceProblem problem, RecurrenceArrays arrays, RecurrenceGradients gradients);
}
