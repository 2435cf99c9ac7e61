package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxProblem;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.TensorTypes;

/**
 * {@link HeadAttention} on the tape: inputs Q, K, V, with {@link DistanceScores} its two as well;
 * output the weighted values.
 *
 * <p>The scores, the largest tensors of a model, exist once as softmax and once after dropout;
 * their gradient takes the place of that of the weights and is gone when {@link #backward} returns.
 */
final class AttentionFunction implements TapeFunction {
  private final HeadAttention heads;
  private final DeviceMemory device;
  private final NDArray mask;
  private final NDArray kept;
  private final boolean recording;

  private SoftmaxProblem problem;
  private List<NDArray> inputs;
  private NDArray softmax;
  private NDArray weights;

  /**
   * Prepares one call.
   *
   * @param mask added to the scaled scores, contiguous, (B or 1, L or 1, K); or null
   * @param kept dropout's mask of the weights, (B * H, L, K), or null
   * @param recording whether there will be a backward
   */
  AttentionFunction(HeadAttention heads, NDArray mask, NDArray kept, boolean recording) {
    this.heads = heads;
    this.mask = mask;
    this.kept = kept;
    this.recording = recording;
    device = heads.device();
  }

  @Override
  public List<NDArray> forward(List<NDArray> inputs) {
    this.inputs = inputs;
    NDManager step = inputs.get(0).getManager();
    try (NDManager own = step.newSubManager()) {
      lend(own, inputs);
      softmax = scores();
      problem = problem(softmax.getShape(), inputs.get(1).getShape().get(1));
      weights =
          kept == null
              ? softmax
              : TensorTypes.create(own, softmax.getShape(), TensorTypes.of(softmax));
      heads.kernel().forward(problem, arrays(kept == null ? null : weights));
      NDArray values = heads.perHead(inputs.get(2));
      NDArray output = heads.together(weights.batchMatMul(values));
      output.attach(step);
      if (recording) {
        softmax.attach(step);
        weights.attach(step);
      }
      return List.of(output);
    }
  }

  private NDArray scores() {
    NDArray keys = heads.perHead(inputs.get(1)).transpose(0, 2, 1);
    NDArray scores = heads.perHead(inputs.get(0)).batchMatMul(keys);
    if (inputs.size() > 3) {
      new DistanceScores(heads, inputs.get(3), inputs.get(4)).addTo(scores);
    }
    return scores;
  }

  private SoftmaxProblem problem(Shape scores, long streams) {
    return new SoftmaxProblem(
        Math.toIntExact(streams),
        heads.heads(),
        Math.toIntExact(scores.get(1)),
        Math.toIntExact(scores.get(2)),
        mask == null ? 1 : Math.toIntExact(mask.getShape().get(0)),
        mask == null ? 1 : Math.toIntExact(mask.getShape().get(1)),
        heads.scale(),
        Ops.elementType(softmax));
  }

  private SoftmaxArrays arrays(NDArray dropped) {
    return new SoftmaxArrays(memory(softmax), memory(mask), memory(kept), memory(dropped));
  }

  private MemorySegment memory(NDArray array) {
    return array == null ? MemorySegment.NULL : device.of(array);
  }

  @Override
  public List<NDArray> backward(List<NDArray> gradients) {
    NDManager step = inputs.get(0).getManager();
    List<NDArray> results = new ArrayList<>();
    try (NDManager own = step.newSubManager()) {
      lend(own, inputs);
      lend(own, gradients);
      softmax.attach(own); // freed with it
      weights.attach(own);
      NDArray output = heads.perHead(gradients.get(0));
      NDArray slopes = scoreGradient(output);
      results.add(heads.together(slopes.batchMatMul(heads.perHead(inputs.get(1)))));
      NDArray bySource = slopes.transpose(0, 2, 1);
      results.add(heads.together(bySource.batchMatMul(heads.perHead(inputs.get(0)))));
      results.add(heads.together(weights.transpose(0, 2, 1).batchMatMul(output)));
      if (inputs.size() > 3) {
        results.addAll(new DistanceScores(heads, inputs.get(3), inputs.get(4)).backward(slopes));
      }
      results.forEach(result -> result.attach(step));
    }
    return results;
  }

  /** (B * H, L, K). */
  private NDArray scoreGradient(NDArray output) {
    NDArray values = heads.perHead(inputs.get(2)).transpose(0, 2, 1);
    NDArray gradient = output.batchMatMul(values);
    heads.kernel().backward(problem, arrays(null), device.of(gradient));
    return gradient;
  }

  /** Results belong to the manager of the first operand. */
  private static void lend(NDManager own, List<NDArray> arrays) {
    arrays.forEach(array -> array.tempAttach(own));
  }
}
