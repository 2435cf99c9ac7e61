package org.srupp.eval;

/**
 * The F-score of precisions and recalls that are averaged over the orders of n-grams (Popović 2015,
 * equation 1), with sacreBLEU's order of operations.
 */
final class ChrfFormula {
  private static final double EPS = 1e-16;

  private ChrfFormula() {}

  /**
   * The score from 0 to 100.
   *
   * @param values for each order, from {@code at} on: n-grams of the hypothesis, of the reference,
   *     of both
   */
  static double score(ChrfConfig config, double[] values, int at) {
    double factor = config.beta() * config.beta();
    return config.epsSmoothing()
        ? 100 * smoothed(config.orders(), factor, values, at) / config.orders()
        : 100 * effective(config.orders(), factor, values, at);
  }

  /** The sum of the orders' F-scores, with a tiny number where one is undefined. */
  private static double smoothed(int orders, double factor, double[] values, int at) {
    double sum = 0;
    for (int i = at; i < at + 3 * orders; i += 3) {
      double precision = values[i] > 0 ? values[i + 2] / values[i] : EPS;
      double recall = values[i + 1] > 0 ? values[i + 2] / values[i + 1] : EPS;
      double weight = factor * precision + recall;
      sum += weight > 0 ? (1 + factor) * precision * recall / weight : EPS;
    }
    return sum;
  }

  /** The F-score of the means over the orders that both texts are long enough for. */
  private static double effective(int orders, double factor, double[] values, int at) {
    double precision = 0;
    double recall = 0;
    int used = 0;
    for (int i = at; i < at + 3 * orders; i += 3) {
      if (values[i] > 0 && values[i + 1] > 0) {
        precision += values[i + 2] / values[i];
        recall += values[i + 2] / values[i + 1];
        used++;
      }
    }
    if (used == 0 || precision + recall == 0) {
      return 0;
    }
    precision /= used;
    recall /= used;
    double score = (1 + factor) * precision * recall;
    return score / (factor * precision + recall);
  }
}
