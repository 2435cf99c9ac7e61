package org.srupp.eval;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BLEU (Papineni et al. 2002) as sacreBLEU (Post 2018) computes it; which version of it, {@link
 * Signature} says.
 *
 * <p>Scores, counts and printed forms equal sacreBLEU's. Two things differ on purpose: lists of
 * different length are refused where sacreBLEU stops silently at the shortest, and so is an empty
 * corpus.
 */
public final class Bleu implements CorpusMetric {
  static final String NAME = "BLEU";

  private static final Logger LOG = LoggerFactory.getLogger(Bleu.class);
  private static final int SUSPICIOUS_LINES = 100;

  private final BleuConfig config;

  /** A metric with these settings. */
  public Bleu(BleuConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BleuScore corpus(List<String> hypotheses, List<List<String>> references) {
    return (BleuScore) CorpusMetric.super.corpus(hypotheses, references);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Columns: hypothesis length, closest reference length, n-grams found by order 1 to N, n-grams
   * of the hypothesis by order 1 to N. Warns through the log when the hypotheses look tokenised,
   * unless the settings say {@code force}.
   */
  @Override
  public SegmentStatistics statistics(List<String> hypotheses, List<List<String>> references) {
    var checked = new References(hypotheses, references);
    checked.requireOne(segment -> hasNoToken(hypotheses.get(segment)));
    if (!config.force()) {
      tokenizedPeriods(hypotheses).ifPresent(LOG::warn);
    }
    return SegmentCounting.count(
        hypotheses,
        checked,
        BleuStatistics.width(config.maxOrder()),
        () -> new BleuCounter(config));
  }

  @Override
  public BleuScore score(double[] sums, Signature signature) {
    return BleuFormula.score(config, BleuStatistics.of(sums), signature);
  }

  @Override
  public CorpusMetric inWholeNumbers() {
    Smoothing smoothing = config.smoothing();
    return smoothing.method() == Smoothing.Method.ADD_K
        ? new Bleu(
            config.withSmoothing(
                new Smoothing(Smoothing.Method.ADD_K, Math.floor(smoothing.value()))))
        : this;
  }

  /**
   * {@inheritDoc}
   *
   * <p>For comparable numbers on short sentences the settings should say {@code effectiveOrder}, as
   * sacreBLEU's command line does for its sentence level.
   */
  @Override
  public BleuScore sentence(String hypothesis, List<String> references) {
    BleuStatistics statistics = statistics(hypothesis, references);
    return BleuFormula.score(
        config, statistics, signature(Integer.toString(References.count(references))));
  }

  /** One segment's counts; a corpus has the sums of its segments'. */
  public BleuStatistics statistics(String hypothesis, List<String> references) {
    var statistics = new BleuStatistics(config.maxOrder());
    if (!new BleuCounter(config).add(hypothesis, references, statistics)) {
      throw new IllegalArgumentException("the segment has no reference, expected at least 1");
    }
    return statistics;
  }

  /** sacreBLEU lets a segment without references pass if its hypothesis is empty as well. */
  private boolean hasNoToken(String hypothesis) {
    return new BleuCounter(config)
        .add(hypothesis, List.of(), new BleuStatistics(config.maxOrder()));
  }

  @Override
  public Signature signature(String references) {
    return new Signature(
        List.of(
            new Signature.Field("nrefs", "#", references),
            new Signature.Field("case", "c", config.lowercase() ? "lc" : "mixed"),
            new Signature.Field("eff", "e", config.effectiveOrder() ? "yes" : "no"),
            new Signature.Field("tok", "tok", config.tokenizer().label()),
            new Signature.Field("smooth", "s", config.smoothing().label()),
            new Signature.Field("version", "v", Signature.VERSION)));
  }

  /**
   * What to tell the user if the hypotheses look tokenised: 100 of them or more end in a blank and
   * a period. Each line of the text is a sentence of sacreBLEU's.
   */
  public static Optional<String> tokenizedPeriods(List<String> hypotheses) {
    long suspicious =
        hypotheses.stream().filter(line -> line.endsWith(" .")).limit(SUSPICIOUS_LINES).count();
    if (suspicious < SUSPICIOUS_LINES) {
      return Optional.empty();
    }
    return Optional.of(
        "That's 100 lines that end in a tokenized period ('.')\n"
            + "It looks like you forgot to detokenize your test data, which may hurt your score.\n"
            + "If you insist your data is detokenized, or don't care, you can suppress this message with the `force`"
            + " parameter.");
  }
}
