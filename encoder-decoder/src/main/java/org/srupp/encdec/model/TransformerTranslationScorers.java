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
import org.srupp.seq2seq.decode.OutputColumns;
import org.srupp.seq2seq.decode.StepScorer;
import org.srupp.seq2seq.torch.MatrixProduct;

/** Encodes sentences once and starts a step-by-step search over them. */
final class TransformerTranslationScorers implements TranslationScorers {
  private final TransformerTranslationConfig config;
  private final Positions positions;
  private final TransformerInferenceStack encoder;
  private final TransformerInferenceStack decoder;
  private final MemorySegment sourceTable;
  private final MemorySegment targetTable;
  private final MatrixProduct vocabulary;

  TransformerTranslationScorers(
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
  public StepScorer start(int[][] sources) {
    return start(sources, new AllOutputs(vocabulary));
  }

  @Override
  public StepScorer start(int[][] sources, OutputLists lists) {
    return start(sources, new ListedOutputs(vocabulary, lists));
  }

  private StepScorer start(int[][] sources, Outputs outputs) {
    Workspace workspace = new Workspace();
    try {
      return new Scorer(workspace, encode(workspace, sources), outputs);
    } catch (RuntimeException | Error e) {
      workspace.close();
      outputs.close();
      throw e;
    }
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

  private final class Scorer implements StepScorer {
    private final Workspace workspace;
    private final TransformerState state;
    private final Outputs outputs;
    private final OutputBuffers buffers;

    Scorer(Workspace workspace, TransformerState state, Outputs outputs) {
      this.workspace = workspace;
      this.state = state;
      this.outputs = outputs;
      buffers = new OutputBuffers(config.width(), outputs.product().outputs());
    }

    @Override
    public int vocabularySize() {
      return config.targetVocabulary();
    }

    @Override
    public OutputColumns columns() {
      return outputs.columns();
    }

    @Override
    public int rows() {
      return state.rows();
    }

    @Override
    public MemorySegment step(int[] lastTokens) {
      int rows = state.rows();
      buffers.ensure(rows);
      float[] position = positions.row(state.steps());
      for (int i = 0; i < rows; i++) {
        positions.embed(targetTable, lastTokens[i], position, buffers.inner(), i);
      }
      MemorySegment h = decoder.step(workspace, state, buffers.inner());
      outputs.product().apply(h, buffers.logits(), Workspace.paddedRows(rows));
      return outputs.logits(buffers.logits(), rows);
    }

    @Override
    public void select(int[] parents) {
      state.select(parents);
      outputs.select(parents);
    }

    @Override
    public void close() {
      buffers.close();
      outputs.close();
      workspace.close();
    }
  }
}
