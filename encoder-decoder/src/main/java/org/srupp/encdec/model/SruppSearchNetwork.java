package org.srupp.encdec.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.InferenceStack;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.encdec.layers.StackState;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.torch.MatrixProduct;
import org.srupp.seq2seq.torch.SelectableProduct;

/** {@link SruppTranslationModel} for searching. */
final class SruppSearchNetwork implements SearchNetwork {
  private final SruppTranslationConfig config;
  private final InferenceStack encoder;
  private final InferenceStack decoder;
  private final MemorySegment sourceTable;
  private final MemorySegment targetTable;
  private final MatrixProduct narrow;
  private final SelectableProduct vocabulary;

  SruppSearchNetwork(
      SruppTranslationConfig config, InferenceWeights weights, InferenceKernels kernels) {
    this.config = config;
    encoder = new InferenceStack(config.encoder(), "encoder", weights, kernels);
    decoder = new InferenceStack(config.decoder(), "decoder", weights, kernels);
    sourceTable = weights.memory("embedding_src.weight");
    targetTable = weights.memory("embedding_tgt.weight");
    narrow = weights.product("output_projection.weight", "output_projection.bias");
    vocabulary = weights.product("embedding_tgt.weight", "output_layer.bias");
  }

  @Override
  public int vocabularySize() {
    return config.targetVocabulary();
  }

  @Override
  public int width() {
    return config.embedding();
  }

  @Override
  public SelectableProduct vocabulary() {
    return vocabulary;
  }

  @Override
  public Decoding start(Workspace workspace, int[][] sources) {
    return new StackDecoding(workspace, encode(workspace, sources));
  }

  private StackState encode(Workspace workspace, int[][] sources) {
    int batch = sources.length;
    int[] lengths = Arrays.stream(sources).mapToInt(s -> s.length).toArray();
    int longest = Arrays.stream(lengths).max().orElseThrow();
    long row = (long) config.embedding() * Float.BYTES;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment x = arena.allocate(Workspace.paddedRows(longest * batch) * row, 64);
      MemorySegment padded = arena.allocate((long) longest * batch);
      for (int t = 0; t < longest; t++) {
        for (int b = 0; b < batch; b++) {
          long at = (long) t * batch + b;
          if (t < lengths[b]) {
            MemorySegment.copy(sourceTable, sources[b][t] * row, x, at * row, row);
          } else {
            padded.set(ValueLayout.JAVA_BYTE, at, (byte) 1);
          }
        }
      }
      MemorySegment[] states = states(arena, batch);
      MemorySegment source = encoder.encode(workspace, x, lengths, padded, states);
      return decoder.start(workspace, source, lengths, states);
    }
  }

  private MemorySegment[] states(Arena arena, int batch) {
    if (config.decoderStart() == DecoderStart.ZEROS) {
      return null;
    }
    MemorySegment[] states = new MemorySegment[config.encoderLayers()];
    Arrays.setAll(states, i -> arena.allocate((long) batch * config.hidden() * Float.BYTES, 64));
    return states;
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
    narrow.close();
    vocabulary.close();
  }

  private final class StackDecoding implements Decoding {
    private final Workspace workspace;
    private final StackState state;

    StackDecoding(Workspace workspace, StackState state) {
      this.workspace = workspace;
      this.state = state;
    }

    @Override
    public int rows() {
      return state.rows();
    }

    @Override
    public MemorySegment step(int[] lastTokens, MemorySegment buffer) {
      int rows = state.rows();
      long row = (long) config.embedding() * Float.BYTES;
      for (int i = 0; i < rows; i++) {
        MemorySegment.copy(targetTable, lastTokens[i] * row, buffer, i * row, row);
      }
      narrow.apply(decoder.step(workspace, state, buffer), buffer, Workspace.paddedRows(rows));
      return buffer;
    }

    @Override
    public void select(int[] parents) {
      state.select(parents);
    }
  }
}
