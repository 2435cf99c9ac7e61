package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.TensorTypes;

/**
 * {@link ResidualKernel} on the tape: inputs x, branch, alpha, gamma, beta, of which branch and
 * alpha may be null; output the normalised rows.
 */
final class ResidualFunction implements TapeFunction {
  private final ResidualKernel kernel;
  private final DeviceMemory device;
  private final Dropped dropped;
  private final NDArray kept;

  private ResidualProblem problem;
  private NDArray x;
  private NDArray branch;
  private List<NDArray> parameters;
  private NDArray statistics;

  /**
   * Prepares one call.
   *
   * @param dropped what dropout multiplies
   * @param kept dropout's mask, as many numbers as x; or null
   * @param device whose memory all of them lie in
   */
  ResidualFunction(ResidualKernel kernel, Dropped dropped, NDArray kept, DeviceMemory device) {
    this.kernel = kernel;
    this.dropped = dropped;
    this.kept = kept;
    this.device = device;
  }

  /**
   * Runs it.
   *
   * @param x (..., P); a leaf of the tape where the branch is computed from it
   * @param branch (..., P), or null
   * @param alpha (1), or null
   * @return (..., P)
   */
  NDArray apply(Tape tape, NDArray x, NDArray branch, NDArray alpha, NDArray gamma, NDArray beta) {
    return tape.apply(this, Arrays.asList(x, branch, alpha, gamma, beta)).get(0);
  }

  @Override
  public List<NDArray> forward(List<NDArray> inputs) {
    x = Ops.contiguous(inputs.get(0));
    branch = inputs.get(1) == null ? null : Ops.contiguous(inputs.get(1));
    parameters = inputs.subList(2, 5);
    Shape shape = x.getShape();
    int size = Math.toIntExact(shape.get(shape.dimension() - 1));
    int rows = Math.toIntExact(shape.size() / size);
    problem = new ResidualProblem(rows, size, Ops.NORM_EPSILON, dropped, Ops.elementType(x));
    NDManager manager = x.getManager();
    statistics = manager.create(new Shape(rows, 2), Ops.fullType(x));
    NDArray result = TensorTypes.create(manager, shape, TensorTypes.of(x));
    kernel.forward(problem, arrays(result));
    return List.of(result);
  }

  private ResidualArrays arrays(NDArray result) {
    return new ResidualArrays(
        memory(x),
        memory(branch),
        memory(parameters.get(0)),
        memory(parameters.get(1)),
        memory(parameters.get(2)),
        memory(kept),
        memory(statistics),
        memory(result));
  }

  @Override
  public List<NDArray> backward(List<NDArray> gradients) {
    NDArray gradX = like(x);
    NDArray gradBranch = like(branch);
    NDArray gradAlpha = like(parameters.get(0));
    NDArray gradGamma = like(parameters.get(1));
    NDArray gradBeta = like(parameters.get(2));
    kernel.backward(
        problem,
        arrays(null),
        new ResidualGradients(
            memory(Ops.contiguous(gradients.get(0))),
            memory(gradX),
            memory(gradBranch),
            memory(gradAlpha),
            memory(gradGamma),
            memory(gradBeta)));
    return Arrays.asList(gradX, gradBranch, gradAlpha, gradGamma, gradBeta);
  }

  private static NDArray like(NDArray array) {
    return array == null
        ? null
        : TensorTypes.create(array.getManager(), array.getShape(), TensorTypes.of(array));
  }

  private MemorySegment memory(NDArray array) {
    return array == null ? MemorySegment.NULL : device.of(array);
  }
}
