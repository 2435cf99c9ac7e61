package org.srupp.eval;

import java.util.List;

/**
 * BLEU as NLTK's {@code corpus_bleu} computes it with its defaults: on the tokens that are there,
 * one to four words with equal weight, no smoothing. The SRU++ paper's translation scores are of
 * this kind, on lower-cased text that NLTK tokenised.
 *
 * <p>A hypothesis shorter than n words adds 1 to the number of n-grams all the same: a corpus of a
 * three-word and a seven-word perfect translation scores 94.6, not 100. Case is kept; tokens are
 * what Python's {@code split} gives.
 */
public final class NltkBleu implements CorpusMetric {
  static final String NAME = "NLTK-BLEU";

  private static final String VERSION = "nltk-3.10.3+srupp";

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Columns as {@link Bleu#statistics(List, List)}'s, up to four words, but numbers of n-grams
   * are at least 1.
   */
  @Override
  public SegmentStatistics statistics(List<String> hypotheses, List<List<String>> references) {
    return GivenTokens.withTotalsFromOne(GivenTokens.count(hypotheses, references));
  }

  @Override
  public GivenTokensScore score(double[] sums, Signature signature) {
    long hypothesis = GivenTokens.hypothesisLength(sums);
    long reference = GivenTokens.referenceLength(sums);
    double penalty = penalty(hypothesis, reference);
    return new GivenTokensScore(
        NAME,
        GivenTokens.correct(sums, 1) == 0 ? 0 : 100 * (penalty * meanPrecision(sums)),
        GivenTokens.percents(sums),
        penalty,
        hypothesis,
        reference,
        signature);
  }

  private static double meanPrecision(double[] sums) {
    double logs = 0;
    for (int order = 1; order <= GivenTokens.ORDERS; order++) {
      double correct = GivenTokens.correct(sums, order);
      // Without a match NLTK takes the smallest normal number, so that a score is tiny and not 0.
      double precision =
          correct == 0 ? Double.MIN_NORMAL : correct / GivenTokens.total(sums, order);
      logs += StrictMath.log(precision) / GivenTokens.ORDERS;
    }
    return StrictMath.exp(logs);
  }

  private static double penalty(long hypothesis, long reference) {
    if (hypothesis > reference) {
      return 1;
    }
    return hypothesis == 0 ? 0 : StrictMath.exp(1 - (double) reference / hypothesis);
  }

  @Override
  public GivenTokensScore sentence(String hypothesis, List<String> references) {
    SegmentStatistics statistics =
        statistics(List.of(hypothesis), GivenTokens.oneSegment(references));
    return score(statistics.sums(), signature(statistics.references()));
  }

  @Override
  public Signature signature(String references) {
    return new Signature(
        List.of(
            new Signature.Field("nrefs", "#", references),
            new Signature.Field("case", "c", "mixed"),
            new Signature.Field("tok", "tok", "given"),
            new Signature.Field("smooth", "s", "none"),
            new Signature.Field("short", "sh", "counted"),
            new Signature.Field("version", "v", VERSION)));
  }
}
