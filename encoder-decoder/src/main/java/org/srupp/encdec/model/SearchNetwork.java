package org.srupp.encdec.model;

import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.encdec.layers.Workspace;
import org.srupp.seq2seq.torch.SelectableProduct;

/** A translator's network as a search sees it; for several threads, each with its own workspace. */
interface SearchNetwork extends AutoCloseable {
  /** The network of any translator over given weights. */
  static SearchNetwork over(
      TranslationConfig config, InferenceWeights weights, InferenceKernels kernels) {
    return switch (config) {
      case SruppTranslationConfig srupp -> new SruppSearchNetwork(srupp, weights, kernels);
      case TransformerTranslationConfig transformer ->
          new TransformerSearchNetwork(transformer, weights, kernels);
    };
  }

  /** Target ids. */
  int vocabularySize();

  /** Floats in a row of the vocabulary's input, and of an embedding. */
  int width();

  /** From the last row of a hypothesis to the logits of all target ids. */
  SelectableProduct vocabulary();

  /**
   * Encodes sentences and begins with a hypothesis for each.
   *
   * @param sources unpadded source ids, (B, S of the sentence), none of them empty
   */
  Decoding start(Workspace workspace, int[][] sources);

  @Override
  void close();
}
