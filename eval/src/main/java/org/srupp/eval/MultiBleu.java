package org.srupp.eval;

import java.util.ArrayList;
import java.util.List;
import org.srupp.eval.text.ByteText;

/**
 * BLEU as Moses' {@code multi-bleu.perl} computes it: on the tokens that are there, unsmoothed,
 * pooled over the corpus, with the closest reference's length.
 *
 * <p>Like the script it reads bytes: tokens are separated by ASCII white space alone, and lower
 * case is that of ASCII letters. Where the script stops (no hypothesis token at all) the score here
 * is 0; its limit of 9,999 tokens on a difference of lengths is not kept. The score depends on who
 * tokenised the text, so it compares with no other table's.
 */
public final class MultiBleu implements CorpusMetric {
  static final String NAME = "multi-BLEU";

  /** The script's last change in the Moses repository. */
  private static final String VERSION = "multi-bleu.perl-48fa6e9+srupp";

  /** Stands for log 0. */
  private static final double LOG_OF_ZERO = -9999999999.0;

  private final boolean lowercase;

  /**
   * The metric.
   *
   * @param lowercase whether ASCII letters are lower-cased first, the script's {@code -lc}
   */
  public MultiBleu(boolean lowercase) {
    this.lowercase = lowercase;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Columns as {@link Bleu#statistics(List, List)}'s, up to four words.
   */
  @Override
  public SegmentStatistics statistics(List<String> hypotheses, List<List<String>> references) {
    return GivenTokens.count(bytesOf(hypotheses), references.stream().map(this::bytesOf).toList());
  }

  private List<String> bytesOf(List<String> lines) {
    List<String> own = new ArrayList<>(lines.size());
    for (String line : lines) {
      own.add(line == null ? null : ByteText.of(line, lowercase));
    }
    return own;
  }

  @Override
  public GivenTokensScore score(double[] sums, Signature signature) {
    long hypothesis = GivenTokens.hypothesisLength(sums);
    long reference = GivenTokens.referenceLength(sums);
    double penalty = penalty(hypothesis, reference);
    double logs = 0;
    for (int order = 1; order <= GivenTokens.ORDERS; order++) {
      double correct = GivenTokens.correct(sums, order);
      logs += correct == 0 ? LOG_OF_ZERO : StrictMath.log(correct / GivenTokens.total(sums, order));
    }
    return new GivenTokensScore(
        NAME,
        reference == 0 ? 0 : 100 * (penalty * StrictMath.exp(logs / GivenTokens.ORDERS)),
        GivenTokens.percents(sums),
        penalty,
        hypothesis,
        reference,
        signature);
  }

  private static double penalty(long hypothesis, long reference) {
    if (hypothesis == 0 || reference == 0) {
      return 0;
    }
    return hypothesis < reference ? StrictMath.exp(1 - (double) reference / hypothesis) : 1;
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
            new Signature.Field("case", "c", lowercase ? "ascii-lc" : "mixed"),
            new Signature.Field("tok", "tok", "given"),
            new Signature.Field("smooth", "s", "none"),
            new Signature.Field("version", "v", VERSION)));
  }
}
