package org.srupp.eval;

import java.util.List;

/**
 * The translation edit rate (Snover et al. 2006) as sacreBLEU computes it after Tercom: the edits,
 * shifts of blocks among them, that make the hypothesis a reference, in percent of the reference's
 * length.
 *
 * <p>Edits count against the reference that needs the fewest, length is the mean over all
 * references. The search for shifts is greedy and has limits, so that the rate is an upper bound.
 */
public final class Ter implements CorpusMetric {
  static final String NAME = "TER";

  private final TerConfig config;

  /** A metric with these settings. */
  public Ter(TerConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** {@inheritDoc} Columns: edits, mean reference length. */
  @Override
  public SegmentStatistics statistics(List<String> hypotheses, List<List<String>> references) {
    var checked = new References(hypotheses, references);
    checked.requireOne(segment -> false);
    return SegmentCounting.count(
        hypotheses, checked, TerCounter.WIDTH, () -> new TerCounter(config));
  }

  @Override
  public TerScore corpus(List<String> hypotheses, List<List<String>> references) {
    return (TerScore) CorpusMetric.super.corpus(hypotheses, references);
  }

  @Override
  public TerScore sentence(String hypothesis, List<String> references) {
    Signature signature = signature(References.labelOfOne(references));
    double[] row = new double[TerCounter.WIDTH];
    new TerCounter(config).count(hypothesis, references, row, 0);
    return score(row, signature);
  }

  /**
   * {@inheritDoc} Edits against references without any word are 100 percent, whatever their number.
   */
  @Override
  public TerScore score(double[] sums, Signature signature) {
    return new TerScore(score(sums), sums[0], sums[1], signature);
  }

  @Override
  public double score(double[] sums) {
    double edits = sums[0];
    double length = sums[1];
    if (length > 0) {
      return 100 * (edits / length);
    }
    return edits > 0 ? 100 : 0;
  }

  @Override
  public Signature signature(String references) {
    return new Signature(
        List.of(
            new Signature.Field("nrefs", "#", references),
            new Signature.Field("case", "c", config.caseSensitive() ? "mixed" : "lc"),
            new Signature.Field("tok", "t", "tercom"),
            new Signature.Field("norm", "nr", yes(config.normalized())),
            new Signature.Field("punct", "pn", yes(!config.withoutPunctuation())),
            new Signature.Field("asian", "as", yes(config.asianSupport())),
            new Signature.Field("version", "v", Signature.VERSION)));
  }

  private static String yes(boolean setting) {
    return setting ? "yes" : "no";
  }
}
