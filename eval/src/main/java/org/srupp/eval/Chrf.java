package org.srupp.eval;

import java.util.List;
import org.srupp.eval.text.PythonNumber;

/**
 * chrF and chrF++ (Popović 2015, 2017) as sacreBLEU computes them: an F-score over character
 * n-grams and, with a word order, word n-grams.
 *
 * <p>Of several references the one with the best score for the segment counts. Texts are not
 * trimmed, which matters where white space counts.
 */
public final class Chrf implements CorpusMetric {
  private final ChrfConfig config;

  /**
   * A metric with these settings.
   *
   * @throws IllegalArgumentException if both orders are 0
   */
  public Chrf(ChrfConfig config) {
    if (config.orders() == 0) {
      throw new IllegalArgumentException(
          "charOrder and wordOrder are both 0, expected at least 1 in one of them");
    }
    this.config = config;
  }

  /** {@code chrF}, beta, and a plus for each word order. */
  @Override
  public String name() {
    double beta = config.beta();
    String number = beta == (long) beta ? Long.toString((long) beta) : PythonNumber.shortest(beta);
    return "chrF" + number + "+".repeat(config.wordOrder());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Columns: for each character order, then for each word order: n-grams of the hypothesis, of
   * the reference, of both.
   */
  @Override
  public SegmentStatistics statistics(List<String> hypotheses, List<List<String>> references) {
    var checked = new References(hypotheses, references);
    checked.requireOne(segment -> false);
    return SegmentCounting.count(
        hypotheses, checked, ChrfCounter.width(config), () -> new ChrfCounter(config));
  }

  @Override
  public ChrfScore corpus(List<String> hypotheses, List<List<String>> references) {
    return (ChrfScore) CorpusMetric.super.corpus(hypotheses, references);
  }

  @Override
  public ChrfScore sentence(String hypothesis, List<String> references) {
    Signature signature = signature(References.labelOfOne(references));
    double[] row = new double[ChrfCounter.width(config)];
    new ChrfCounter(config).count(hypothesis, references, row, 0);
    return score(row, signature);
  }

  @Override
  public ChrfScore score(double[] sums, Signature signature) {
    return new ChrfScore(name(), score(sums), signature);
  }

  @Override
  public double score(double[] sums) {
    return ChrfFormula.score(config, sums, 0);
  }

  @Override
  public Signature signature(String references) {
    return new Signature(
        List.of(
            new Signature.Field("nrefs", "#", references),
            new Signature.Field("case", "c", config.lowercase() ? "lc" : "mixed"),
            new Signature.Field("eff", "e", config.epsSmoothing() ? "no" : "yes"),
            new Signature.Field("nc", "nc", Integer.toString(config.charOrder())),
            new Signature.Field("nw", "nw", Integer.toString(config.wordOrder())),
            new Signature.Field("space", "s", config.whitespace() ? "yes" : "no"),
            new Signature.Field("version", "v", Signature.VERSION)));
  }
}
