package org.srupp.seq2seq.decode;

/**
 * A {@link HashModel} whose logits are minus infinity where an id is not allowed.
 *
 * @param allowed whether a source may produce an id
 */
record MaskedModel(HashModel model, Allowed allowed) implements ScorerFactory {
  /** Says which ids a sentence may produce. */
  @FunctionalInterface
  interface Allowed {
    boolean test(int[] source, int id);
  }

  @Override
  public StepScorer start(int[][] sources) {
    return new ChangedScorer(model.start(sources), sources) {
      @Override
      float[] change(int[] source, float[] logits) {
        for (int id = 0; id < logits.length; id++) {
          if (!allowed.test(source, id)) {
            logits[id] = Float.NEGATIVE_INFINITY;
          }
        }
        return logits;
      }
    };
  }
}
