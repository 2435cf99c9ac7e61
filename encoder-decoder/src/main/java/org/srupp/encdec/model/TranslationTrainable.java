package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srupp.encdec.layers.CrossEntropy;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.RandomDropout;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.MaskKernel;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.train.Loss;
import org.srupp.seq2seq.train.ParameterMemory;
import org.srupp.seq2seq.train.Trainable;

/**
 * A translation model as the trainer sees it. Each call works in a manager of its own and leaves
 * nothing behind but gradients.
 */
public final class TranslationTrainable implements Trainable<PairBatch> {
  private final NDManager manager;
  private final TranslationModel model;
  private final TranslationBatcher batcher;
  private final CrossEntropyKernel kernel;
  private final MaskKernel masks;
  private final double labelSmoothing;

  /**
   * Wraps a model.
   *
   * @param manager of the model; steps are its children
   * @param batcher pads batches
   * @param kernel computes losses
   * @param masks draws dropout
   * @param labelSmoothing of the training loss
   */
  public TranslationTrainable(
      NDManager manager,
      TranslationModel model,
      TranslationBatcher batcher,
      CrossEntropyKernel kernel,
      MaskKernel masks,
      double labelSmoothing) {
    this.manager = manager;
    this.model = model;
    this.batcher = batcher;
    this.kernel = kernel;
    this.masks = masks;
    this.labelSmoothing = labelSmoothing;
  }

  @Override
  public List<ParameterMemory> parameters() {
    List<ParameterMemory> memory = new ArrayList<>();
    for (Parameter parameter : model.parameters().all()) {
      memory.add(
          new ParameterMemory(
              parameter.name(),
              parameter.shape().getShape(),
              parameter.memory(),
              parameter.gradient()));
    }
    return memory;
  }

  @Override
  public DeviceMemory device() {
    return model.parameters().device();
  }

  @Override
  public long predictions(PairBatch batch) {
    return Arrays.stream(batch.targets()).mapToLong(target -> target.length + 1L).sum();
  }

  @Override
  public Loss accumulate(PairBatch batch, double scale, long seed) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.recording()) {
      TranslationInputs inputs = batcher.tensors(step, batch, device());
      NDArray logits = model.logits(tape, inputs, new RandomDropout(masks, seed));
      CrossEntropy loss = new CrossEntropy(kernel, inputs.labels(), labelSmoothing, scale);
      tape.backward(tape.apply(loss, List.of(logits)).get(0), 1);
      return sum(loss.losses(), inputs.predictions());
    }
  }

  @Override
  public Optional<PairBatch> half(PairBatch batch) {
    return batch.firstHalf();
  }

  @Override
  public Loss evaluate(PairBatch batch) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      TranslationInputs inputs = batcher.tensors(step, batch, device());
      NDArray logits = model.logits(tape, inputs, Dropout.NONE);
      int rows = inputs.labels().length;
      int classes = Math.toIntExact(logits.getShape().size() / rows);
      RowLosses losses = RowLosses.of(rows);
      MemorySegment memory = TensorMemory.of(logits);
      kernel.loss(
          new CrossEntropyProblem(rows, classes, labelSmoothing, 1),
          memory,
          inputs.labels(),
          losses);
      return sum(losses, inputs.predictions());
    }
  }

  private static Loss sum(RowLosses losses, long predictions) {
    return new Loss(losses.totalNll(), losses.totalSmoothed(), predictions);
  }

  @Override
  public void zeroGradients() {
    model.parameters().zeroGradients();
  }
}
