package org.srupp.eval;

import java.util.Optional;

/** A score with the interval that resampling found around it. */
record EstimatedScore(Score plain, Estimate interval) implements Score {
  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public double score() {
    return plain.score();
  }

  @Override
  public Signature signature() {
    return plain.signature();
  }

  @Override
  public String verbose() {
    return plain.verbose();
  }

  @Override
  public Optional<Estimate> estimate() {
    return Optional.of(interval);
  }

  @Override
  public String toString() {
    return text(2);
  }
}
