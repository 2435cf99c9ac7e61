package org.srupp.encdec.model;

import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.decode.StepScorer;

/** Encodes sentences once and starts a step-by-step search over them. */
final class NetworkScorers implements TranslationScorers {
  private final SearchNetwork network;
  private final Runnable afterwards;

  /**
   * @param afterwards is run when the network is closed
   */
  NetworkScorers(SearchNetwork network, Runnable afterwards) {
    this.network = network;
    this.afterwards = afterwards;
  }

  @Override
  public StepScorer start(int[][] sources) {
    return start(sources, new AllOutputs(network.vocabulary()));
  }

  @Override
  public StepScorer start(int[][] sources, OutputLists lists) {
    return start(sources, new ListedOutputs(network.vocabulary(), lists));
  }

  private StepScorer start(int[][] sources, Outputs outputs) {
    Workspace workspace = new Workspace();
    try {
      return new NetworkScorer(network, workspace, network.start(workspace, sources), outputs);
    } catch (RuntimeException | Error e) {
      workspace.close();
      outputs.close();
      throw e;
    }
  }

  @Override
  public void close() {
    network.close();
    afterwards.run();
  }
}
