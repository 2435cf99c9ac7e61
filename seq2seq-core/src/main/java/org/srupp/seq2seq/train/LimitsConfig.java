package org.srupp.seq2seq.train;

import java.util.ArrayList;
import java.util.List;

/**
 * When training ends; whichever limit comes first counts, 0 means no such limit.
 *
 * @param maxUpdates optimizer updates since the very start
 * @param maxEpochs complete passes over the data since the very start
 * @param maxMinutes minutes of training since the very start, the time before a resume included
 */
public record LimitsConfig(long maxUpdates, long maxEpochs, double maxMinutes) {
  private static final double SECONDS_PER_MINUTE = 60;

  /**
   * @throws IllegalArgumentException if a limit is negative; names all that are
   */
  public LimitsConfig {
    List<String> wrong = new ArrayList<>();
    if (maxUpdates < 0) {
      wrong.add("maxUpdates must not be negative, found " + maxUpdates);
    }
    if (maxEpochs < 0) {
      wrong.add("maxEpochs must not be negative, found " + maxEpochs);
    }
    if (!(maxMinutes >= 0)) {
      wrong.add("maxMinutes must not be negative, found " + maxMinutes);
    }
    ConfigMistakes.throwIfAny(wrong);
  }

  boolean any() {
    return maxUpdates > 0 || maxEpochs > 0 || maxMinutes > 0;
  }

  double maxSeconds() {
    return maxMinutes * SECONDS_PER_MINUTE;
  }
}
