package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;
import org.srupp.seq2seq.torch.TensorTypes;

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
  private final DeviceMemory device;

  private List<NDArray> inputs;
  private NDArray c;

  /**
   * Prepares one call.
   *
   * @param maskC (B, D), or null
   * @param padded (L, B) bytes, nonzero for padding, or null
   * @param carried whether c0 comes from an earlier step and has no gradient
   * @param device whose memory all of them lie in
   */
  Recurrence(
      RecurrenceKernel kernel,
      RecurrenceProblem problem,
      NDArray maskC,
      NDArray padded,
      boolean carried,
      DeviceMemory device) {
    this.kernel = kernel;
    this.device = device;
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
    DataType type = TensorTypes.of(u);
    NDArray h = TensorTypes.create(manager, sequence, type);
    c = TensorTypes.create(manager, sequence, type);
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
    int batch = problem.batch();
    Shape shape = new Shape(batch, problem.units());
    NDArray last = TensorTypes.create(c.getManager(), shape, TensorTypes.of(c));
    RowMatrix from = RowMatrix.of(device, c);
    RowMatrix to = RowMatrix.of(device, last);
    int end = (problem.length() - 1) * batch;
    switch (problem.direction()) {
      case FORWARD -> device.copyRows(to, null, from, rows(batch, b -> end + b));
      case BACKWARD -> device.copyRows(to, null, from, rows(batch, b -> b));
      case BOTH -> {
        int half = problem.units() / 2;
        int[] halves = rows(2 * batch, i -> i % 2 == 0 ? 2 * end + i : i);
        device.copyRows(to.ofWidth(half), null, from.ofWidth(half), halves);
      }
    }
    return last;
  }

  private static int[] rows(int count, IntUnaryOperator row) {
    int[] rows = new int[count];
    Arrays.setAll(rows, row);
    return rows;
  }

  @Override
  public List<NDArray> backward(List<NDArray> gradients) {
    NDArray u = inputs.get(0);
    NDArray x = inputs.get(1);
    NDArray c0 = inputs.get(4);
    NDArray gradH = gradients.get(0) == null ? zeros() : Ops.contiguous(gradients.get(0));
    NDArray gradX = x == null ? null : like(x);
    NDArray gradWeightC = like(inputs.get(2));
    NDArray gradBias = like(inputs.get(3));
    NDArray gradC0 = c0 == null || carried ? null : like(c0);
    kernel.backward(
        problem,
        arrays(null),
        new RecurrenceGradients(
            memory(gradH),
            memory(gradients.get(1) == null ? null : Ops.contiguous(gradients.get(1))),
            memory(u),
            memory(gradX),
            memory(gradWeightC),
            memory(gradBias),
            memory(gradC0),
            MemorySegment.NULL));
    return Arrays.asList(u, gradX, gradWeightC, gradBias, gradC0);
  }

  private NDArray zeros() {
    return Ops.as(c.getManager().zeros(c.getShape(), Ops.fullType(c)), c);
  }

  private static NDArray like(NDArray array) {
    return TensorTypes.create(array.getManager(), array.getShape(), TensorTypes.of(array));
  }

  private MemorySegment memory(NDArray array) {
    return array == null ? MemorySegment.NULL : device.of(array);
  }
}
