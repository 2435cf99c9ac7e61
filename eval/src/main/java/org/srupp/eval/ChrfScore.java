package org.srupp.eval;

/**
 * A chrF score.
 *
 * @param name {@code chrF}, beta, and a plus for each word order: {@code chrF2++}
 * @param score 0 to 100
 * @param signature how it was computed
 */
public record ChrfScore(String name, double score, Signature signature) implements Score {

  @Override
  public String verbose() {
    return "";
  }

  @Override
  public String toString() {
    return text(2);
  }
}
