package org.srupp.encdec.model;

import java.util.Set;
import java.util.TreeSet;
import org.srupp.encdec.layers.WordConfig;

/** What every language model's configuration has. */
public sealed interface LanguageModelConfig permits SruppLanguageConfig, TransformerXlConfig {
  /** Number of ids. */
  int vocabulary();

  /** Width of the embeddings. */
  int inputs();

  /** Width of every layer. */
  int hidden();

  /** Number of layers. */
  int layers();

  /** Layers with attention, counted from 1, which see what they saw of the tokens before. */
  Set<Integer> attentionLayers();

  /** Whether layers have a state that goes from token to token. */
  boolean carriesStates();

  /** Rate on embeddings and before the output, among others. */
  double dropout();

  /** Rate inside an adaptive embedding and softmax, on short vectors. */
  double embeddingDropout();

  /** Both ends of the model. */
  WordConfig words();

  /** The layers k, 2 k, 3 k and so on. */
  static Set<Integer> every(int k, int layers) {
    Set<Integer> chosen = new TreeSet<>();
    for (int i = k; i <= layers; i += k) {
      chosen.add(i);
    }
    return chosen;
  }

  /** The last n layers. */
  static Set<Integer> last(int n, int layers) {
    Set<Integer> chosen = new TreeSet<>();
    for (int i = Math.max(1, layers - n + 1); i <= layers; i++) {
      chosen.add(i);
    }
    return chosen;
  }
}
