package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.RandomDropout;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.encdec.layers.StreamMask;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.train.Loss;
import org.srupp.seq2seq.train.ParameterMemory;
import org.srupp.seq2seq.train.StateMemory;
import org.srupp.seq2seq.train.Trainable;

/**
 * A language model as the trainer sees it. Training carries each layer's state and the chunk before
 * from call to call, between the micro-batches of one update too; evaluation carries its own.
 */
public final class LanguageModelTrainable implements Trainable<StreamChunk>, AutoCloseable {
  private final NDManager manager;
  private final LanguageModel model;
  private final LanguageModelState state;
  private final LanguageModelEvaluator evaluator;

  /**
   * Wraps a model.
   *
   * @param manager of the model; steps are its children
   * @param evaluationWindow tokens that a token sees before itself in {@link #evaluate}
   */
  public LanguageModelTrainable(NDManager manager, LanguageModel model, int evaluationWindow) {
    this.manager = manager;
    this.model = model;
    state = new LanguageModelState(manager, model.config(), model.parameters().device());
    evaluator = new LanguageModelEvaluator(manager, model, evaluationWindow);
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
  public long predictions(StreamChunk chunk) {
    return chunk.targets().length;
  }

  @Override
  public Loss accumulate(StreamChunk chunk, double scale, long seed) {
    state.prepare(chunk);
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.recording()) {
      Dropout dropout = new RandomDropout(model.kernels().masks(), seed);
      StackOutput output =
          model.run(
              tape, step, chunk, state.c(step), state.memory(step), StreamMask.UNLIMITED, dropout);
      RowLosses losses = RowLosses.of(chunk.targets().length);
      NDArray loss = model.loss(tape, output, chunk, scale, dropout, losses);
      state.replace(output);
      tape.backward(loss, 1);
      return new Loss(losses.totalNll(), losses.totalNll(), chunk.targets().length);
    }
  }

  @Override
  public Optional<StreamChunk> half(StreamChunk chunk) {
    return chunk.firstHalf();
  }

  @Override
  public Loss evaluate(StreamChunk chunk) {
    return evaluator.evaluate(chunk);
  }

  @Override
  public void zeroGradients() {
    model.parameters().zeroGradients();
  }

  @Override
  public List<StateMemory> carried() {
    return CarriedState.write(state);
  }

  @Override
  public void restoreCarried(List<StateMemory> carried) {
    CarriedState.read(state, carried, model.config());
  }

  @Override
  public void close() {
    state.close();
    evaluator.close();
  }
}
