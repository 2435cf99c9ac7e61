package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.TensorMemory;

/**
 * The recurrence on the tape: inputs U, x, weight_c, bias, c0; outputs h and the last state.
 *
 * <p>U's memory is overwritten: the kernel leaves the gates in it, and its gradient afterwards.
 * That is safe because U comes out of a matrix product, whose own gradient never looks at its
 * result.
 */
final class Recurrence implements TapeFunction {
  private final RecurrenceKernel kernel;
  private final RecurrenceProblem problem;
  private final NDArray maskC;
  private final NDArray padded;
  private final boolean carried;

  private List<NDArray> inputs;
  private NDArray c;

  /**
   * Prepares one call.
   *
   * @param maskC (B, D), or null
   * @param padded (L, B) bytes, nonzero for padding, or null
   * @param carried whether c0 comes from an earlier step and has no gradient
   */
  Recurrence(
      RecurrenceKernel kernel,
      RecurrenceProblem problem,
      NDArray maskC,
      NDArray padded,
      boolean carried) {
    this.kernel = kernel;
    this.carried = carried;
    this.problem = problem;
    this.maskC = maskC;
    this.padded = padded;
  }

  @Override
  public List<NDArray> forward(List<NDArray> inputs) {
    this.inputs = inputs;
    NDArray u = inputs.get(0);
    NDManager manager = u.getManager();
    Shape sequence = new Shape(problem.length(), problem.batch(), problem.units());
    NDArray h = manager.create(sequence, u.getDataType());
    c = manager.create(sequence, u.getDataType());
    kernel.forward(problem, arrays(h));
    return List.of(h, lastState());
  }

  private RecurrenceArrays arrays(NDArray h) {
    return new RecurrenceArrays(
        memory(inputs.get(0)),
        memory(inputs.get(1)),
        memory(inputs.get(2)),
        memory(inputs.get(3)),
        memory(inputs.get(4)),
        memory(maskC),
        memory(padded),
        MemorySegment.NULL,
        memory(h),
        memory(c));
  }

  /** The state after the last processed step of each direction, (B, D). */
  private NDArray lastState() {
    long row = (long) problem.units() * c.getDataType().getNumOfBytes();
    int batch = problem.batch();
    NDArray last = c.getManager().create(new Shape(batch, problem.units()), c.getDataType());
    MemorySegment from = memory(c);
    MemorySegment to = memory(last);
    long end = (problem.length() - 1L) * batch * row;
    for (int b = 0; b < batch; b++) {
      switch (problem.direction()) {
        case FORWARD -> MemorySegment.copy(from, end + b * row, to, b * row, row);
        case BACKWARD -> MemorySegment.copy(from, b * row, to, b * row, row);
        case BOTH -> {
          MemorySegment.copy(from, end + b * row, to, b * row, row / 2);
          MemorySegment.copy(from, b * row + row / 2, to, b * row + row / 2, row / 2);
        }
      }
    }
    return last;
  }

  @Override
  public List<NDArray> backward(List<NDArray> gradients) {
    NDArray u = inputs.get(0);
    NDArray x = inputs.get(1);
    NDArray c0 = inputs.get(4);
    NDArray gradH = gradients.get(0) == null ? c.zerosLike() : contiguous(gradients.get(0));
    NDArray gradX = x == null ? null : like(x);
    NDArray gradWeightC = like(inputs.get(2));
    NDArray gradBias = like(inputs.get(3));
    NDArray gradC0 = c0 == null || carried ? null : like(c0);
    kernel.backward(
        problem,
        arrays(null),
        new RecurrenceGradients(
            memory(gradH),
            memory(gradients.get(1) == null ? null : contiguous(gradients.get(1))),
            memory(u),
            memory(gradX),
            memory(gradWeightC),
            memory(gradBias),
            memory(gradC0),
            MemorySegment.NULL));
    return Arrays.asList(u, gradX, gradWeightC, gradBias, gradC0);
  }

  private static NDArray like(NDArray array) {
    return array.getManager().create(array.getShape(), array.getDataType());
  }

  private static NDArray contiguous(NDArray array) {
    return TensorMemory.isContiguous(array) ? array : array.duplicate();
  }

  private static MemorySegment memory(NDArray array) {
    return array == null ? MemorySegment.NULL : TensorMemory.of(array);
  }
}
