package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.encdec.layers.InferenceStack;
import org.srupp.encdec.layers.ParameterWeights;
import org.srupp.encdec.layers.StreamState;
import org.srupp.encdec.layers.WordParameters;
import org.srupp.encdec.layers.WordSteps;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * SRU++ token by token: each layer's state and the keys and values of a window of tokens are kept.
 *
 * <p>A row's results do not depend on the other rows.
 */
final class StackSteps implements LanguageModelSteps {
  private final SruppLanguageConfig config;
  private final ParameterSet weights;
  private final InferenceStack stack;
  private final WordSteps words;
  private final Arena copies = Arena.ofShared();
  private final Workspace workspace = new Workspace();
  private final StreamState state;
  private final MemorySegment embedded;
  private final MemorySegment probabilities;
  private final int capacity;

  StackSteps(
      LanguageModel model,
      SruppLanguageConfig config,
      WordParameters parameters,
      int rows,
      int window) {
    this.config = config;
    weights = model.parameters();
    capacity = rows;
    stack =
        new InferenceStack(
            config.stack(),
            StreamLayers.NAME,
            new ParameterWeights(model.parameters(), copies),
            model.kernels().inference());
    words = new WordSteps(parameters, model.parameters(), config.vocabulary(), config.inputs());
    state = stack.startStreams(workspace, rows, window);
    int padded = Workspace.paddedRows(rows);
    embedded = workspace.allocate((long) padded * config.inputs() * Float.BYTES);
    probabilities = workspace.allocate((long) rows * config.vocabulary() * Float.BYTES);
  }

  @Override
  public void initialize(List<NDArray> states, List<NDArray> memories) {
    DeviceMemory device = weights.device();
    for (int i = 0; i < states.size(); i++) {
      NDArray memory = memories.get(i);
      try (Arena arena = Arena.ofShared()) {
        state.initialize(
            i,
            device.readable(device.of(states.get(i)), arena),
            memory == null ? MemorySegment.NULL : device.readable(device.of(memory), arena),
            memory == null ? 0 : Math.toIntExact(memory.getShape().get(0)));
      }
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

  @Override
  public MemorySegment step(int[] lastTokens) {
    int rows = state.rows();
    words.embed(lastTokens, embedded);
    MemorySegment h = stack.step(workspace, state, embedded);
    words.logProbabilities(h, rows, probabilities);
    return probabilities.asSlice(0, (long) rows * config.vocabulary() * Float.BYTES);
  }

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
    copies.close();
  }
}
