package org.srupp.recipes.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one model did in one round.
 *
 * @param round from 1
 * @param model its name
 * @param steps timed updates
 * @param tokens that were predicted in them
 * @param seconds that they took together
 */
public record Turn(int round, String model, int steps, long tokens, double seconds) {
  private static final double MILLIS = 1e3;

  @JsonProperty
  public double tokensPerSecond() {
    return tokens / seconds;
  }

  @JsonProperty
  public double millisecondsPerStep() {
    return MILLIS * seconds / steps;
  }
}
