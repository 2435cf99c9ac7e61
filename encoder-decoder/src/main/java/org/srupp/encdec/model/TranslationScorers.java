package org.srupp.encdec.model;

import java.lang.foreign.Arena;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.encdec.layers.ParameterWeights;
import org.srupp.seq2seq.autograd.ParameterSet;
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
    return new NetworkScorers(SearchNetwork.over(config, weights, kernels), () -> {});
  }

  /**
   * Searches with a model's parameters as they are now.
   *
   * @param parameters must outlive the result
   */
  static TranslationScorers over(
      TranslationConfig config, ParameterSet parameters, InferenceKernels kernels) {
    Arena copies = Arena.ofShared();
    InferenceWeights weights = new ParameterWeights(parameters, copies);
    return new NetworkScorers(SearchNetwork.over(config, weights, kernels), copies::close);
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
