package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.encdec.layers.WordParameters;
import org.srupp.encdec.layers.WordSteps;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * Any language model token by token, each a chunk of one step: keys and values of the window are
 * computed anew for each token, because a Transformer-XL's scores depend on distance as well.
 */
final class ChunkSteps implements LanguageModelSteps {
  private final LanguageModel model;
  private final int window;
  private final int capacity;
  private final NDManager manager;
  private final LanguageModelState state;
  private final WordSteps words;
  private final Workspace workspace = new Workspace();
  private final MemorySegment hidden;
  private final MemorySegment probabilities;
  private int rows;

  ChunkSteps(LanguageModel model, WordParameters parameters, int rows, int window) {
    this.model = model;
    this.window = window;
    this.rows = rows;
    capacity = rows;
    LanguageModelConfig config = model.config();
    manager = model.parameters().all().getFirst().value().getManager().newSubManager();
    state = new LanguageModelState(manager, config, model.parameters().device());
    words = new WordSteps(parameters, model.parameters(), config.vocabulary(), config.inputs());
    hidden = workspace.allocate((long) Workspace.paddedRows(rows) * config.hidden() * Float.BYTES);
    probabilities = workspace.allocate((long) rows * config.vocabulary() * Float.BYTES);
  }

  @Override
  public void initialize(List<NDArray> states, List<NDArray> memories) {
    NDManager own = manager.newSubManager();
    state.restore(own, copies(states, own), copies(memories, own));
  }

  private static List<NDArray> copies(List<NDArray> arrays, NDManager manager) {
    List<NDArray> copies = new ArrayList<>();
    for (NDArray array : arrays) {
      NDArray copy = array == null ? null : array.duplicate();
      if (copy != null) {
        copy.attach(manager);
      }
      copies.add(copy);
    }
    return copies;
  }

  @Override
  public int vocabularySize() {
    return model.config().vocabulary();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public MemorySegment step(int[] lastTokens) {
    StreamChunk chunk = new StreamChunk(1, rows, lastTokens, new int[rows], state.isFresh());
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      StackOutput output =
          model.run(tape, step, chunk, state.c(step), state.memory(step), window, Dropout.NONE);
      long bytes = (long) rows * model.config().hidden() * Float.BYTES;
      DeviceMemory device = model.parameters().device();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment h = device.readable(device.of(output.h()), arena);
        MemorySegment.copy(h, 0, hidden, 0, bytes);
      }
      state.replace(output, window);
    }
    words.logProbabilities(hidden, rows, probabilities);
    return probabilities.asSlice(0, (long) rows * vocabularySize() * Float.BYTES);
  }

  @Override
  public void select(int[] parents) {
    if (parents.length > capacity) {
      throw new IllegalArgumentException(
          "found " + parents.length + " rows, expected at most the " + capacity + " of the start");
    }
    state.select(parents);
    rows = parents.length;
  }

  @Override
  public void close() {
    state.close();
    manager.close();
    words.close();
    workspace.close();
  }
}
