package org.srupp.eval;

import java.util.List;
import java.util.stream.Collectors;
import org.srupp.eval.text.PythonNumber;

/**
 * A BLEU score and its parts.
 *
 * @param score 0 to 100; an identical corpus may come out as 100.00000000000004, as it does in
 *     sacreBLEU
 * @param precisions in percent, smoothed, by order from 1; 0 from the first order that the text is
 *     too short for
 * @param counts n-grams found, by order; with add-k smoothing the smoothed ones
 * @param totals n-grams of the hypotheses, by order; with add-k smoothing the smoothed ones
 * @param brevityPenalty 0 to 1
 * @param hypothesisLength tokens of the hypotheses
 * @param referenceLength tokens of the closest references
 * @param signature how it was computed
 */
public record BleuScore(
    double score,
    List<Double> precisions,
    List<Double> counts,
    List<Double> totals,
    double brevityPenalty,
    long hypothesisLength,
    long referenceLength,
    Signature signature)
    implements Score {

  /** Keeps its own copies of the lists. */
  public BleuScore {
    precisions = List.copyOf(precisions);
    counts = List.copyOf(counts);
    totals = List.copyOf(totals);
  }

  @Override
  public String name() {
    return Bleu.NAME;
  }

  /** Hypothesis length over reference length; 0 where the references are empty. */
  public double ratio() {
    return referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
  }

  @Override
  public String verbose() {
    String percents =
        precisions.stream()
            .map(percent -> PythonNumber.fixed(percent, 1))
            .collect(Collectors.joining("/"));
    return percents
        + " (BP = "
        + PythonNumber.fixed(brevityPenalty, 3)
        + " ratio = "
        + PythonNumber.fixed(ratio(), 3)
        + " hyp_len = "
        + hypothesisLength
        + " ref_len = "
        + referenceLength
        + ")";
  }

  @Override
  public String toString() {
    return text(2);
  }
}
