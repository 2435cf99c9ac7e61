package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.encdec.layers.InferenceStack;
import org.srupp.encdec.layers.StreamState;
import org.srupp.encdec.layers.WordParameters;
import org.srupp.encdec.layers.WordSteps;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.decode.StepScorer;
import org.srupp.seq2seq.torch.TensorMemory;

/**
 * A language model read one token at a time, for generating. Keys and values of a window of tokens
 * are kept, so a step costs the same wherever it is, and memory does not grow.
 *
 * <p>A row's results do not depend on the other rows.
 */
public final class LanguageModelSteps implements StepScorer {
  private final LanguageModelConfig config;
  private final InferenceStack stack;
  private final WordSteps words;
  private final Workspace workspace = new Workspace();
  private final StreamState state;
  private final MemorySegment embedded;
  private final MemorySegment probabilities;
  private final int capacity;

  LanguageModelSteps(LanguageModel model, WordParameters parameters, int rows, int window) {
    config = model.config();
    capacity = rows;
    stack =
        new InferenceStack(
            config.stack(), LanguageModel.STACK, model.parameters(), model.kernels().inference());
    words = new WordSteps(parameters, model.parameters(), config.vocabulary(), config.inputs());
    state = stack.startStreams(workspace, rows, window);
    int padded = Workspace.paddedRows(rows);
    embedded = workspace.allocate((long) padded * config.inputs() * Float.BYTES);
    probabilities = workspace.allocate((long) rows * config.vocabulary() * Float.BYTES);
  }

  /** Goes on from carried states and memories of as many streams. */
  void initialize(List<NDArray> states, List<NDArray> memories) {
    for (int i = 0; i < states.size(); i++) {
      NDArray memory = memories.get(i);
      state.initialize(
          i,
          TensorMemory.of(states.get(i)),
          memory == null ? MemorySegment.NULL : TensorMemory.of(memory),
          memory == null ? 0 : Math.toIntExact(memory.getShape().get(0)));
    }
  }

  @Override
  public int vocabularySize() {
    return config.vocabulary();
  }

  @Override
  public int rows() {
    return state.rows();
  }

  /**
   * Feeds one token to each row.
   *
   * @param lastTokens ids, (rows)
   * @return log-probabilities of the next token, float32, (rows, V), valid until the next call
   * @throws IllegalArgumentException if an id is outside the vocabulary
   */
  @Override
  public MemorySegment step(int[] lastTokens) {
    int rows = state.rows();
    words.embed(lastTokens, embedded);
    MemorySegment h = stack.step(workspace, state, embedded);
    words.logProbabilities(h, rows, probabilities);
    return probabilities.asSlice(0, (long) rows * config.vocabulary() * Float.BYTES);
  }

  /**
   * Makes row i continue what was row {@code parents[i]}.
   *
   * @throws IllegalArgumentException if there are more rows than at the start
   */
  @Override
  public void select(int[] parents) {
    if (parents.length > capacity) {
      throw new IllegalArgumentException(
          "found " + parents.length + " rows, expected at most the " + capacity + " of the start");
    }
    state.select(parents);
  }

  @Override
  public void close() {
    stack.close();
    words.close();
    workspace.close();
  }
}
