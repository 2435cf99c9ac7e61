package org.srupp.eval;

import java.util.List;
import java.util.stream.Collectors;
import org.srupp.eval.text.PythonNumber;

/**
 * A BLEU score of text that was tokenised before it came, by one of the programs that are not
 * sacreBLEU.
 *
 * @param name tells the programs apart
 * @param score 0 to 100
 * @param precisions in percent, by order from 1
 * @param brevityPenalty 0 to 1
 * @param hypothesisLength tokens of the hypotheses
 * @param referenceLength tokens of the closest references
 * @param signature how it was computed
 */
public record GivenTokensScore(
    String name,
    double score,
    List<Double> precisions,
    double brevityPenalty,
    long hypothesisLength,
    long referenceLength,
    Signature signature)
    implements Score {

  /** Keeps its own copy of the list. */
  public GivenTokensScore {
    precisions = List.copyOf(precisions);
  }

  /** Hypothesis length over reference length; 0 where the references are empty. */
  public double ratio() {
    return referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
  }

  @Override
  public String verbose() {
    return precisions.stream()
            .map(percent -> PythonNumber.fixed(percent, 1))
            .collect(Collectors.joining("/"))
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
