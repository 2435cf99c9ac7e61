package org.srupp.eval;

/**
 * A TER score and its parts.
 *
 * @param score edits in percent of the reference length, 0 and up; lower is better
 * @param edits insertions, deletions, substitutions and shifts
 * @param referenceLength tokens of the references, their mean where a segment has several
 * @param signature how it was computed
 */
public record TerScore(double score, double edits, double referenceLength, Signature signature)
    implements Score {

  @Override
  public String name() {
    return Ter.NAME;
  }

  @Override
  public String verbose() {
    return "";
  }

  @Override
  public String toString() {
    return text(2);
  }
}
