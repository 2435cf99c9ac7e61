package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;

/** Frees what is computed on the way to a result. */
final class Scoped {
  private Scoped() {}

  /**
   * A result alone: all else that is computed from the inputs goes when this returns, but for what
   * the engine itself keeps for gradients. A tape's functions need more than that, so none may run
   * in here while it records.
   *
   * @param work computes the result
   * @param inputs what it computes with, none twice; nulls are skipped
   * @return of the first input's manager
   */
  static NDArray result(Supplier<NDArray> work, NDArray... inputs) {
    NDManager outer = inputs[0].getManager();
    try (NDManager inner = outer.newSubManager()) {
      for (NDArray input : inputs) {
        if (input != null) {
          input.tempAttach(inner); // results belong to the manager of the first operand
        }
      }
      NDArray result = work.get();
      result.attach(outer);
      return result;
    }
  }
}
