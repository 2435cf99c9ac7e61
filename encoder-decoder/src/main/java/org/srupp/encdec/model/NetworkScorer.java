package org.srupp.encdec.model;

import java.lang.foreign.MemorySegment;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.decode.OutputColumns;
import org.srupp.seq2seq.decode.StepScorer;

/** One search over encoded sentences. */
final class NetworkScorer implements StepScorer {
  private final SearchNetwork network;
  private final Workspace workspace;
  private final Decoding decoding;
  private final Outputs outputs;
  private final OutputBuffers buffers;

  /**
   * @param workspace of the decoding; closed by this, as are the outputs
   */
  NetworkScorer(SearchNetwork network, Workspace workspace, Decoding decoding, Outputs outputs) {
    this.network = network;
    this.workspace = workspace;
    this.decoding = decoding;
    this.outputs = outputs;
    buffers = new OutputBuffers(network.width(), outputs.product().outputs());
  }

  @Override
  public int vocabularySize() {
    return network.vocabularySize();
  }

  @Override
  public OutputColumns columns() {
    return outputs.columns();
  }

  @Override
  public int rows() {
    return decoding.rows();
  }

  @Override
  public MemorySegment step(int[] lastTokens) {
    int rows = decoding.rows();
    buffers.ensure(rows);
    MemorySegment last = decoding.step(lastTokens, buffers.inner());
    outputs.product().apply(last, buffers.logits(), Workspace.paddedRows(rows));
    return outputs.logits(buffers.logits(), rows);
  }

  @Override
  public void select(int[] parents) {
    decoding.select(parents);
    outputs.select(parents);
  }

  @Override
  public void close() {
    buffers.close();
    outputs.close();
    workspace.close();
  }
}
