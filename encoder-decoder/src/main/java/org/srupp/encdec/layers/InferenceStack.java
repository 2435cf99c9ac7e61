package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.encdec.layers.Workspace.Use;
import org.srupp.kernels.AttentionKernel.Keys;
import org.srupp.seq2seq.torch.MatrixProduct;

/**
 * {@link SruppStack} for decoding, over raw memory. Safe for several threads, each with its own
 * workspace.
 */
public final class InferenceStack implements AutoCloseable {
  private final InferenceLayer[] layers;
  private final MatrixProduct inputToHidden;
  private final StackConfig config;

  /**
   * Builds the stack over the parameters of a {@link SruppStack} of the same configuration and
   * name.
   */
  public InferenceStack(
      StackConfig config, String name, InferenceWeights weights, InferenceKernels kernels) {
    this.config = config;
    List<LayerConfig> configs = config.layerConfigs();
    layers = new InferenceLayer[configs.size()];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new InferenceLayer(configs.get(i), name + ".rnn_lst." + i, weights, kernels);
    }
    inputToHidden =
        config.projectsInput() ? weights.product(name + ".input_to_hidden.weight", null) : null;
  }

  private MemorySegment hidden(Workspace workspace, MemorySegment input, int rows) {
    if (inputToHidden == null) {
      return input;
    }
    MemorySegment x = workspace.buffer(Use.H_ODD, rows, config.units());
    inputToHidden.apply(input, x, Workspace.paddedRows(rows));
    return x;
  }

  /**
   * Encodes padded sentences; each step attends to all steps of its own sentence.
   *
   * @param input (S, B, inputs), with room for padded rows
   * @param lengths of the B sentences, the longest of which is S
   * @param padded (S, B) bytes, nonzero for padding
   * @param states where not null, receives each layer's last state, (B, D)
   * @return (S, B, D), valid until the workspace is used again
   */
  public MemorySegment encode(
      Workspace workspace,
      MemorySegment input,
      int[] lengths,
      MemorySegment padded,
      MemorySegment[] states) {
    int batch = lengths.length;
    int length = Math.toIntExact(padded.byteSize() / batch);
    int rows = length * batch;
    MemorySegment x = hidden(workspace, input, rows);
    MemorySegment c = workspace.buffer(Use.STATES, rows, config.units());
    for (int i = 0; i < layers.length; i++) {
      MemorySegment keys =
          workspace.buffer(Use.KEYS, rows, 2 * Math.max(1, config.layer().projection()));
      MemorySegment h = workspace.buffer(i % 2 == 0 ? Use.H_EVEN : Use.H_ODD, rows, config.units());
      layers[i].forward(
          workspace,
          x,
          length,
          batch,
          new EncoderKeys(keys, lengths),
          MemorySegment.NULL,
          padded,
          h,
          c);
      if (states != null) {
        lastStates(c, length, batch, states[i]);
      }
      x = h;
    }
    return x;
  }

  private void lastStates(MemorySegment c, int length, int batch, MemorySegment target) {
    long row = (long) config.units() * Float.BYTES;
    long half = config.layer().bidirectional() ? row / 2 : row;
    long last = (length - 1L) * batch * row;
    for (int b = 0; b < batch; b++) {
      MemorySegment.copy(c, last + b * row, target, b * row, half);
      MemorySegment.copy(c, b * row + half, target, b * row + half, row - half);
    }
  }

  /**
   * Prepares decoding over encoded sentences.
   *
   * @param source (S, B, D) as {@link #encode} returns it; read before this returns
   * @param lengths of the B sentences
   * @param states each layer's first state, (B, D), or null for zeros
   */
  public StackState start(
      Workspace workspace, MemorySegment source, int[] lengths, MemorySegment[] states) {
    int longest = 1;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    int rows = longest * lengths.length;
    Keys[][] keys = new Keys[layers.length][];
    for (int i = 0; i < layers.length; i++) {
      if (layers[i].hasAttention()) {
        long row = 2L * config.layer().projection() * Float.BYTES;
        MemorySegment table = workspace.allocate(Workspace.paddedRows(rows) * row);
        layers[i].memoryKeys(workspace, source, rows, table);
        keys[i] = EncoderKeys.perSentence(table, lengths);
      }
    }
    StackState state = new StackState(workspace, layers, keys, lengths.length);
    for (int i = 0; states != null && i < layers.length; i++) {
      state.initialize(i, states[i]);
    }
    return state;
  }

  /**
   * Prepares reading streams token by token from their start.
   *
   * @param rows number of streams
   * @param window tokens before its own that a token sees at most
   */
  public StreamState startStreams(Workspace workspace, int rows, int window) {
    return new StreamState(workspace, layers, rows, window);
  }

  /**
   * Feeds one input row to each hypothesis or stream.
   *
   * @param input (rows, inputs), with room for padded rows
   * @return (rows, D), valid until the workspace is used again
   */
  public MemorySegment step(Workspace workspace, StepState state, MemorySegment input) {
    int rows = state.rows();
    MemorySegment x = hidden(workspace, input, rows);
    state.begin();
    for (int i = 0; i < layers.length; i++) {
      MemorySegment h = workspace.buffer(i % 2 == 0 ? Use.H_EVEN : Use.H_ODD, rows, config.units());
      layers[i].forward(
          workspace,
          x,
          1,
          rows,
          state.keys(i),
          state.current(i),
          MemorySegment.NULL,
          h,
          state.following(i));
      x = h;
    }
    state.end();
    return x;
  }

  @Override
  public void close() {
    for (InferenceLayer layer : layers) {
      layer.close();
    }
    if (inputToHidden != null) {
      inputToHidden.close();
    }
  }
}
