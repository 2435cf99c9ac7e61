package org.srupp.recipes.config;

/**
 * The learning rate over updates n = 0, 1, ...
 *
 * @param kind the curve
 * @param learningRate the factor before the Noam curve; the peak of the others
 * @param warmupSteps updates over which the rate rises
 * @param totalSteps length T of the cosine; others do not read it
 * @param warmupNumerator numerator of the cosine's warm-up
 */
public record ScheduleSection(
    Kind kind,
    double learningRate,
    int warmupSteps,
    int totalSteps,
    WarmupNumerator warmupNumerator) {

  /**
   * Noam and inverse square root decay as n^-1/2; cosine is chained, as the authors' language
   * models use it.
   */
  public enum Kind {
    NOAM,
    INVERSE_SQRT,
    COSINE,
    CONSTANT
  }

  /** n, so that update 0 has rate 0, or n + 1. */
  public enum WarmupNumerator {
    STEP,
    NEXT_STEP
  }

  public ScheduleSection {
    boolean warms = kind == Kind.NOAM || kind == Kind.INVERSE_SQRT;
    new Constraints()
        .positive("learningRate", learningRate)
        .require(
            warmupSteps >= (warms ? 1 : 0),
            "warmupSteps must be at least " + (warms ? 1 : 0) + ", found " + warmupSteps,
            "warmupSteps",
            "kind")
        .require(
            totalSteps >= 0 && (kind != Kind.COSINE || totalSteps > warmupSteps),
            kind == Kind.COSINE
                ? "totalSteps must be above warmupSteps = " + warmupSteps + ", found " + totalSteps
                : "totalSteps must be at least 0, found " + totalSteps,
            "totalSteps",
            "warmupSteps",
            "kind")
        .check();
  }
}
