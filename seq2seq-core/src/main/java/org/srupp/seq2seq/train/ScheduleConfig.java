package org.srupp.seq2seq.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How the learning rate goes.
 *
 * @param kind the curve
 * @param learningRate its peak; for {@link Kind#NOAM} the factor of the curve
 * @param warmupUpdates updates over which the rate rises, not negative; at least 1 for NOAM and
 *     INVERSE_SQUARE_ROOT
 * @param warmupStart rate of update 0, used by INVERSE_SQUARE_ROOT only; in [0, learningRate]
 * @param totalUpdates where COSINE, COSINE_FROM_ZERO and LINEAR reach 0; unused by the others
 * @param modelDimension d of NOAM, whose curve is multiplied by d^-0.5; unused by the others
 */
public record ScheduleConfig(
    Kind kind,
    double learningRate,
    long warmupUpdates,
    double warmupStart,
    long totalUpdates,
    int modelDimension) {

  /** The curves; n counts updates from 0, W is warmupUpdates, T totalUpdates, R learningRate. */
  public enum Kind {
    /** R d^-0.5 min(n^-0.5, n W^-1.5). */
    NOAM,
    /** Linear from warmupStart to R at n = W, then R (W / n)^0.5. */
    INVERSE_SQUARE_ROOT,
    /** R (n + 1) / W up to R. */
    CONSTANT,
    /** R (n + 1) / W for n below W, then the chained cosine to 0 at T. */
    COSINE,
    /** R n / W for n below W, then the chained cosine to 0 at T. */
    COSINE_FROM_ZERO,
    /** R (n + 1) / W for n below W, then a straight line to 0 at T. */
    LINEAR
  }

  /**
   * @throws IllegalArgumentException if a number does not fit; names all that do not
   */
  public ScheduleConfig {
    List<String> wrong = new ArrayList<>();
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      wrong.add("learningRate must be positive and finite, found " + learningRate);
    }
    boolean divides = kind == Kind.NOAM || kind == Kind.INVERSE_SQUARE_ROOT;
    if (warmupUpdates < (divides ? 1 : 0)) {
      wrong.add(
          "warmupUpdates must be at least "
              + (divides ? 1 : 0)
              + " with "
              + kind
              + ", found "
              + warmupUpdates);
    }
    if (!(warmupStart >= 0 && warmupStart <= learningRate)) {
      wrong.add(
          "warmupStart must be in [0, learningRate = " + learningRate + "], found " + warmupStart);
    }
    boolean ends = kind == Kind.COSINE || kind == Kind.COSINE_FROM_ZERO || kind == Kind.LINEAR;
    if (ends && totalUpdates <= warmupUpdates) {
      wrong.add(
          "totalUpdates must be above warmupUpdates = "
              + warmupUpdates
              + " with "
              + kind
              + ", found "
              + totalUpdates);
    }
    if (kind == Kind.NOAM && modelDimension < 1) {
      wrong.add("modelDimension must be at least 1, found " + modelDimension);
    }
    ConfigMistakes.throwIfAny(wrong);
  }
}
