package org.srupp.eval;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
public final class Bleu implements Metric {
  static final String NAME = "BLEU";

  private static final Logger LOG = LoggerFactory.getLogger(Bleu.class);
  private static final int SEGMENTS_PER_TASK = 512;
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

  /**
   * {@inheritDoc}
   *
   * <p>Uses the common fork-join pool; sums of counts do not depend on who adds them when. Warns
   * through the log when the hypotheses look tokenised, unless the settings say {@code force}.
   */
  @Override
  public BleuScore corpus(List<String> hypotheses, List<List<String>> references) {
    var checked = new References(hypotheses, references);
    Signature signature = signature(referenceCounts(hypotheses, checked));
    if (!config.force()) {
      tokenizedPeriods(hypotheses).ifPresent(LOG::warn);
    }
    int segments = hypotheses.size();
    BleuStatistics sums =
        IntStream.range(0, (segments - 1) / SEGMENTS_PER_TASK + 1)
            .parallel()
            .mapToObj(task -> count(task * SEGMENTS_PER_TASK, hypotheses, checked))
            .reduce(
                new BleuStatistics(config.maxOrder()),
                (a, b) -> new BleuStatistics(config.maxOrder()).add(a).add(b));
    return score(sums, signature);
  }

  /**
   * {@inheritDoc}
   *
   * <p>For comparable numbers on short sentences the settings should say {@code effectiveOrder}, as
   * sacreBLEU's command line does for its sentence level.
   */
  @Override
  public BleuScore sentence(String hypothesis, List<String> references) {
    return score(
        statistics(hypothesis, references),
        signature(Integer.toString(References.count(references))));
  }

  /** One segment's counts; a corpus has the sums of its segments'. */
  public BleuStatistics statistics(String hypothesis, List<String> references) {
    var statistics = new BleuStatistics(config.maxOrder());
    if (!new BleuCounter(config).add(hypothesis, references, statistics)) {
      throw new IllegalArgumentException("the segment has no reference, expected at least 1");
    }
    return statistics;
  }

  private BleuScore score(BleuStatistics statistics, Signature signature) {
    return BleuFormula.score(config, statistics, signature);
  }

  private BleuStatistics count(int from, List<String> hypotheses, References references) {
    var counter = new BleuCounter(config);
    var sums = new BleuStatistics(config.maxOrder());
    int end = Math.min(from + SEGMENTS_PER_TASK, hypotheses.size());
    for (int i = from; i < end; i++) {
      counter.add(hypotheses.get(i), references.of(i), sums);
    }
    return sums;
  }

  /** The number of references that every segment has, or {@code var}. */
  private String referenceCounts(List<String> hypotheses, References references) {
    int first = References.count(references.of(0));
    boolean varies = false;
    for (int i = 0; i < hypotheses.size(); i++) {
      int count = References.count(references.of(i));
      varies |= count != first;
      // sacreBLEU lets a segment without references pass if its hypothesis is empty as well.
      if (count == 0
          && !new BleuCounter(config)
              .add(hypotheses.get(i), List.of(), new BleuStatistics(config.maxOrder()))) {
        throw new IllegalArgumentException(
            "segment " + (i + 1) + " has no reference, expected at least 1");
      }
    }
    return varies ? "var" : Integer.toString(first);
  }

  private Signature signature(String references) {
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
