package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.srupp.encdec.layers.Workspace.Use;
import org.srupp.kernels.AttentionKernel.Keys;

/**
 * {@link TransformerStack} for decoding, over raw memory. Safe for several threads, each with its
 * own workspace.
 */
public final class TransformerInferenceStack implements AutoCloseable {
  private final TransformerConfig config;
  private final TransformerInferenceLayer[] layers;

  /**
   * Builds the stack over the parameters of a {@link TransformerStack} of the same configuration
   * and name.
   */
  public TransformerInferenceStack(
      TransformerConfig config, String name, InferenceWeights weights, InferenceKernels kernels) {
    this.config = config;
    layers = new TransformerInferenceLayer[config.layers()];
    Arrays.setAll(
        layers,
        i ->
            new TransformerInferenceLayer(
                config, TransformerStack.layerName(name, i), weights, kernels));
  }

  private MemorySegment output(Workspace workspace, int layer, int rows) {
    return workspace.buffer(layer % 2 == 0 ? Use.H_EVEN : Use.H_ODD, rows, config.width());
  }

  /**
   * Encodes padded sentences; each step attends to all steps of its own sentence.
   *
   * @param input (S, B, W), with room for padded rows
   * @param lengths of the B sentences, the longest of which is S
   * @return (S, B, W), valid until the workspace is used again
   */
  public MemorySegment encode(Workspace workspace, MemorySegment input, int[] lengths) {
    int rows = longest(lengths) * lengths.length;
    MemorySegment x = input;
    for (int i = 0; i < layers.length; i++) {
      MemorySegment keys = workspace.buffer(Use.KEYS, rows, 2 * config.width());
      MemorySegment h = output(workspace, i, rows);
      layers[i].forward(workspace, x, rows, new EncoderKeys(keys, lengths), null, h);
      x = h;
    }
    return x;
  }

  private static int longest(int[] lengths) {
    return Arrays.stream(lengths).max().orElseThrow();
  }

  /**
   * Prepares decoding over encoded sentences.
   *
   * @param source (S, B, W) as {@link #encode} returns it; read before this returns
   * @param lengths of the B sentences
   */
  public TransformerState start(Workspace workspace, MemorySegment source, int[] lengths) {
    int rows = longest(lengths) * lengths.length;
    Keys[][] keys = new Keys[layers.length][];
    for (int i = 0; i < layers.length; i++) {
      long row = 2L * config.width() * Float.BYTES;
      MemorySegment table = workspace.allocate(Workspace.paddedRows(rows) * row);
      layers[i].sourceKeys(source, rows, table);
      keys[i] = EncoderKeys.perSentence(table, lengths);
    }
    return new TransformerState(workspace, config.width(), keys, lengths.length);
  }

  /**
   * Feeds one input row to each hypothesis.
   *
   * @param input (rows, W), with room for padded rows
   * @return (rows, W), valid until the workspace is used again
   */
  public MemorySegment step(Workspace workspace, TransformerState state, MemorySegment input) {
    int rows = state.rows();
    MemorySegment x = input;
    state.begin();
    for (int i = 0; i < layers.length; i++) {
      MemorySegment h = output(workspace, i, rows);
      layers[i].forward(workspace, x, rows, state.own(i), state.source(i), h);
      x = h;
    }
    state.end();
    return x;
  }

  @Override
  public void close() {
    for (TransformerInferenceLayer layer : layers) {
      layer.close();
    }
  }
}
