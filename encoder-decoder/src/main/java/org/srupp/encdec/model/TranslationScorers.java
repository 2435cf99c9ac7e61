package org.srupp.encdec.model;

import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.seq2seq.decode.ScorerFactory;
import org.srupp.seq2seq.decode.StepScorer;

/** Starts searches; may be used by several threads at once. */
public interface TranslationScorers extends ScorerFactory, AutoCloseable {
  /**
   * Searches with given weights, whatever the model's layers are.
   *
   * @param weights must outlive the result
   * @throws IllegalArgumentException if a weight is missing
   */
  static TranslationScorers over(
      TranslationConfig config, InferenceWeights weights, InferenceKernels kernels) {
    return new NetworkScorers(
        switch (config) {
          case SruppTranslationConfig srupp -> new SruppSearchNetwork(srupp, weights, kernels);
          case TransformerTranslationConfig transformer ->
              new TransformerSearchNetwork(transformer, weights, kernels);
        });
  }

  /**
   * Encodes a batch whose sentences may produce some ids only.
   *
   * @param sources unpadded source ids, (B, S of the sentence), none of them empty
   * @param lists of the same sentences
   * @return a scorer with B rows and columns for the ids of the lists, which the caller closes
   */
  StepScorer start(int[][] sources, OutputLists lists);

  @Override
  void close();
}
