package org.srupp.eval;

import org.srupp.eval.text.NamedTokenizer;
import org.srupp.eval.text.SacrebleuTokenizer;

/**
 * The settings of {@link Bleu}.
 *
 * @param tokenizer applied to hypotheses and references; {@link SacrebleuTokenizer} has those that
 *     need no file
 * @param lowercase whether both are lower-cased first
 * @param smoothing for orders without a match
 * @param effectiveOrder whether orders for which the text is too short are left out; meant for
 *     single sentences
 * @param maxOrder length of the longest n-gram, at least 1
 * @param force whether to stay silent about text that looks tokenised
 */
public record BleuConfig(
    NamedTokenizer tokenizer,
    boolean lowercase,
    Smoothing smoothing,
    boolean effectiveOrder,
    int maxOrder,
    boolean force) {

  /** What sacreBLEU does when nothing is said: 13a, case kept, exponential smoothing, 4-grams. */
  public static final BleuConfig DEFAULTS =
      new BleuConfig(
          SacrebleuTokenizer.V13A, false, Smoothing.Method.EXP.withDefault(), false, 4, false);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public BleuConfig {
    if (maxOrder < 1) {
      throw new IllegalArgumentException("maxOrder must be at least 1, found " + maxOrder);
    }
  }

  /** These settings with another tokenizer. */
  public BleuConfig withTokenizer(NamedTokenizer other) {
    return new BleuConfig(other, lowercase, smoothing, effectiveOrder, maxOrder, force);
  }

  /** These settings with case kept or not. */
  public BleuConfig withLowercase(boolean other) {
    return new BleuConfig(tokenizer, other, smoothing, effectiveOrder, maxOrder, force);
  }

  /** These settings with another smoothing. */
  public BleuConfig withSmoothing(Smoothing other) {
    return new BleuConfig(tokenizer, lowercase, other, effectiveOrder, maxOrder, force);
  }

  /** These settings with short texts scored by the orders they have, or not. */
  public BleuConfig withEffectiveOrder(boolean other) {
    return new BleuConfig(tokenizer, lowercase, smoothing, other, maxOrder, force);
  }

  /** These settings with another longest n-gram. */
  public BleuConfig withMaxOrder(int other) {
    return new BleuConfig(tokenizer, lowercase, smoothing, effectiveOrder, other, force);
  }

  /** These settings with the warning off or on. */
  public BleuConfig withForce(boolean other) {
    return new BleuConfig(tokenizer, lowercase, smoothing, effectiveOrder, maxOrder, other);
  }
}
