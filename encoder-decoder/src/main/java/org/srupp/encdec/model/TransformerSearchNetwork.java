package org.srupp.encdec.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.encdec.layers.Positions;
import org.srupp.encdec.layers.TransformerInferenceStack;
import org.srupp.encdec.layers.TransformerState;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.torch.SelectableProduct;

/** {@link TransformerTranslationModel} for searching. */
final class TransformerSearchNetwork implements SearchNetwork {
  private final TransformerTranslationConfig config;
  private final Positions positions;
  private final TransformerInferenceStack encoder;
  private final TransformerInferenceStack decoder;
  private final MemorySegment sourceTable;
  private final MemorySegment targetTable;
  private final SelectableProduct vocabulary;

  TransformerSearchNetwork(
      TransformerTranslationConfig config, InferenceWeights weights, InferenceKernels kernels) {
    this.config = config;
    positions = new Positions(config.width());
    encoder =
        new TransformerInferenceStack(
            config.encoder(), TransformerTranslationModel.ENCODER, weights, kernels);
    decoder =
        new TransformerInferenceStack(
            config.decoder(), TransformerTranslationModel.DECODER, weights, kernels);
    sourceTable = weights.memory(TransformerTranslationModel.SOURCE_TABLE);
    targetTable = weights.memory(TransformerTranslationModel.TARGET_TABLE);
    vocabulary =
        weights.product(
            TransformerTranslationModel.TARGET_TABLE, TransformerTranslationModel.OUTPUT_BIAS);
  }

  @Override
  public int vocabularySize() {
    return config.targetVocabulary();
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public SelectableProduct vocabulary() {
    return vocabulary;
  }

  @Override
  public Decoding start(Workspace workspace, int[][] sources) {
    return new LayerDecoding(workspace, encode(workspace, sources));
  }

  private TransformerState encode(Workspace workspace, int[][] sources) {
    int batch = sources.length;
    int[] lengths = Arrays.stream(sources).mapToInt(s -> s.length).toArray();
    int longest = Arrays.stream(lengths).max().orElseThrow();
    long row = (long) config.width() * Float.BYTES;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment x = arena.allocate(Workspace.paddedRows(longest * batch) * row, 64);
      for (int t = 0; t < longest; t++) {
        float[] position = positions.row(t);
        for (int b = 0; b < batch; b++) {
          if (t < lengths[b]) {
            positions.embed(sourceTable, sources[b][t], position, x, (long) t * batch + b);
          }
        }
      }
      return decoder.start(workspace, encoder.encode(workspace, x, lengths), lengths);
    }
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
    vocabulary.close();
  }

  private final class LayerDecoding implements Decoding {
    private final Workspace workspace;
    private final TransformerState state;

    LayerDecoding(Workspace workspace, TransformerState state) {
      this.workspace = workspace;
      this.state = state;
    }

    @Override
    public int rows() {
      return state.rows();
    }

    @Override
    public MemorySegment step(int[] lastTokens, MemorySegment buffer) {
      float[] position = positions.row(state.steps());
      for (int i = 0; i < state.rows(); i++) {
        positions.embed(targetTable, lastTokens[i], position, buffer, i);
      }
      return decoder.step(workspace, state, buffer);
    }

    @Override
    public void select(int[] parents) {
      state.select(parents);
    }
  }
}
