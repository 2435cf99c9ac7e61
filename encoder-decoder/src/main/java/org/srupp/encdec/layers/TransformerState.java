package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.srupp.kernels.AttentionKernel.Keys;

/**
 * What a Transformer's decoding carries from step to step: each hypothesis' keys and values so far,
 * and those of its source sentence, computed once.
 */
public final class TransformerState {
  private final HypothesisKeys own;
  private final Keys[][] source;

  /**
   * Begins with a hypothesis for each sentence.
   *
   * @param width W
   * @param source by layer and sentence
   * @param sentences number of sentences
   */
  TransformerState(Workspace workspace, int width, Keys[][] source, int sentences) {
    this.source = source;
    int[] widths = new int[source.length];
    Arrays.fill(widths, width);
    own = new HypothesisKeys(workspace, widths, sentences);
  }

  /** Number of hypotheses. */
  public int rows() {
    return own.rows();
  }

  /** Steps that every hypothesis has taken, so the position of the next word. */
  public int steps() {
    return own.steps();
  }

  void begin() {
    own.begin();
  }

  void end() {
    own.end();
  }

  /** The words so far and the step's own. */
  KeySource own(int layer) {
    return new KeySource() {
      @Override
      public MemorySegment target() {
        return own.target(layer);
      }

      @Override
      public Keys first(int row) {
        return own.keys(layer, row);
      }

      @Override
      public Keys second(int row) {
        return NONE;
      }
    };
  }

  /** The source. */
  KeySource source(int layer) {
    return new KeySource() {
      @Override
      public MemorySegment target() {
        throw new IllegalStateException("keys of the source are computed once, before the search");
      }

      @Override
      public Keys first(int row) {
        return source[layer][own.sentence(row)];
      }

      @Override
      public Keys second(int row) {
        return NONE;
      }
    };
  }

  /**
   * Chooses which hypotheses go on.
   *
   * @param parents row i continues what was row parents[i]
   */
  public void select(int[] parents) {
    own.select(parents);
  }
}
