package org.srupp.seq2seq.train;

/**
 * Which checkpoint is the best and when to give up looking for a better one.
 *
 * @param by what is compared; an equal score is no improvement
 * @param patience validations in a row without improvement after which training stops; 0 for never
 */
public record SelectionConfig(Selection by, int patience) {

  /**
   * @throws IllegalArgumentException if patience is negative
   */
  public SelectionConfig {
    if (patience < 0) {
      throw new IllegalArgumentException("patience must not be negative, found " + patience);
    }
  }

  /** The number that is compared. */
  double score(Validation validation) {
    if (by == Selection.LOSS) {
      return validation.natsPerToken();
    }
    return validation
        .bleu()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "selection by BLEU, but the validator gave none; select by loss or let it decode"));
  }

  boolean improves(double score, double best) {
    return by == Selection.LOSS ? score < best : score > best;
  }
}
