package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.TensorMemory;

/**
 * The summed, label-smoothed cross-entropy on the tape: logits in, one scalar out.
 *
 * <p>The gradient is computed together with the loss and takes the logits' own memory, which
 * nothing reads afterwards: a vocabulary is wide, and each further copy of that size would cost as
 * much as the loss itself.
 */
public final class CrossEntropy implements TapeFunction {
  private final CrossEntropyKernel kernel;
  private final int[] targets;
  private final double smoothing;
  private final double scale;
  private final RowLosses losses;
  private NDArray gradient;

  /**
   * Prepares one call.
   *
   * @param targets class of each row of logits; negative rows are ignored
   * @param smoothing label smoothing
   * @param scale factor on the loss and so on every gradient
   */
  public CrossEntropy(CrossEntropyKernel kernel, int[] targets, double smoothing, double scale) {
    this.kernel = kernel;
    this.targets = targets;
    this.smoothing = smoothing;
    this.scale = scale;
    losses = RowLosses.of(targets.length);
  }

  /** Losses in nats by row, unscaled; known once the tape has run this. */
  public RowLosses losses() {
    return losses;
  }

  @Override
  public List<NDArray> forward(List<NDArray> inputs) {
    NDArray logits = inputs.get(0);
    int classes = Math.toIntExact(logits.getShape().get(logits.getShape().dimension() - 1));
    CrossEntropyProblem problem =
        new CrossEntropyProblem(targets.length, classes, smoothing, scale);
    MemorySegment memory = TensorMemory.of(logits);
    kernel.lossAndGradient(problem, memory, targets, memory, losses);
    gradient = logits;
    double loss = scale * losses.totalSmoothed();
    NDManager manager = logits.getManager();
    return List.of(
        logits.getDataType() == DataType.FLOAT64
            ? manager.create(loss)
            : manager.create((float) loss));
  }

  /** Takes the gradient of the loss as 1: the scale is in it already. */
  @Override
  public List<NDArray> backward(List<NDArray> gradients) {
    return List.of(gradient);
  }
}
