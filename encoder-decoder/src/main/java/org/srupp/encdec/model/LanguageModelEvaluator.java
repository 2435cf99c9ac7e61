package org.srupp.encdec.model;

import ai.djl.ndarray.NDManager;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.train.Loss;

/**
 * Reads streams chunk by chunk without dropout or gradients: every token sees itself and exactly
 * the window of tokens before it, fewer only at the start, however the streams are cut. Memory does
 * not grow with the text.
 *
 * <p>Where whole layers are normalised on their input, losses do depend on the cutting: as in the
 * authors' code, keys of earlier chunks come from inputs before that normalisation.
 */
public final class LanguageModelEvaluator implements AutoCloseable {
  private final NDManager manager;
  private final LanguageModel model;
  private final int window;
  private final LanguageModelState state;

  /**
   * @param manager of the model
   * @param window M_e, tokens that a token sees before itself
   * @throws IllegalArgumentException if the window is less than 1
   */
  public LanguageModelEvaluator(NDManager manager, LanguageModel model, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1 token, found " + window);
    }
    this.manager = manager;
    this.model = model;
    this.window = window;
    state = new LanguageModelState(manager, model.config(), model.parameters().device());
  }

  /**
   * Reads the next chunk.
   *
   * @return nats of every target, (L, B) time-major
   * @throws IllegalArgumentException if an id is outside the vocabulary, or the chunk goes on with
   *     another number of streams
   */
  public double[] losses(StreamChunk chunk) {
    state.prepare(chunk);
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      StackOutput output =
          model.run(tape, step, chunk, state.c(step), state.memory(step), window, Dropout.NONE);
      RowLosses losses = model.losses(output, chunk);
      state.replace(output, window);
      return losses.nll();
    }
  }

  /** Reads the next chunk and sums the losses of its targets. */
  public Loss evaluate(StreamChunk chunk) {
    double nats = 0;
    for (double loss : losses(chunk)) {
      nats += loss;
    }
    return new Loss(nats, nats, chunk.targets().length);
  }

  /**
   * Goes on token by token from where the streams are now; this evaluator may read on, or be closed
   * before.
   *
   * @throws IllegalStateException if nothing was read yet
   */
  public LanguageModelSteps steps() {
    if (state.isFresh()) {
      throw new IllegalStateException("no chunk was read yet; read a prompt first");
    }
    LanguageModelSteps steps = model.steps(state.streams(), window);
    steps.initialize(state.states(), state.memories());
    return steps;
  }

  /** Forgets what was read. */
  public void reset() {
    state.reset();
  }

  @Override
  public void close() {
    state.close();
  }
}
