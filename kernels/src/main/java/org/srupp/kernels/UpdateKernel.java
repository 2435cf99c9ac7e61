package org.srupp.kernels;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One optimizer step over the memory of one parameter, in one pass: clipping, both moments, weight
 * decay and the step (RAdam, <a href="https://arxiv.org/abs/1908.03265">Liu et al. 2020</a>; Adam
 * with decoupled decay, <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019</a>;
 * the formulas stand at {@link UpdateStep}).
 *
 * <p>Results do not depend on the number of threads.
 */
public interface UpdateKernel {

  /**
   * Updates weight, m and v in place; only m and v with {@link UpdateStep.Rule#NONE}.
   *
   * @param memory the parameter, all arrays (count)
   * @param step the numbers of this step
   * @throws IllegalArgumentException if this kernel does not compute in the memory's element type
   */
  void update(UpdateMemory memory, UpdateStep step);

  /**
   * As {@link #update(UpdateMemory, UpdateStep)} for each of several parameters, which must not
   * overlap; a card takes up to 1000 of them in one launch.
   *
   * @throws IllegalArgumentException if this kernel does not compute in a memory's element type
   */
  default void update(List<UpdateMemory> parameters, UpdateStep step) {
    parameters.forEach(memory -> update(memory, step));
  }

  /**
   * The sum of squares in double precision, for a gradient norm; NaN or infinite exactly if an
   * element is.
   *
   * @param values float32 (float64 for the reference twin), (count)
   * @param count number of elements, not negative
   * @throws IllegalArgumentException if the size of the memory does not fit the count
   */
  double sumOfSquares(MemorySegment values, long count);

  /**
   * The sum of the squares of several arrays; a card is waited for once.
   *
   * @param arrays float32
   * @return in double precision; NaN or infinite exactly if an element is
   */
  default double sumOfSquares(List<MemorySegment> arrays) {
    double sum = 0;
    for (MemorySegment array : arrays) {
      sum += sumOfSquares(array, array.byteSize() / Float.BYTES);
    }
    return sum;
  }
}
