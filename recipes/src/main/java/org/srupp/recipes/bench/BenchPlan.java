package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp updates of each model before the first round, which do not count
 * @param rounds how often each model has its turn
 * @param steps timed updates of a turn
 */
public record BenchPlan(int warmUp, int rounds, int steps) {

  /**
   * @throws IllegalArgumentException naming every option that is wrong
   */
  public BenchPlan {
    List<String> wrong = new ArrayList<>();
    require(wrong, "--warm-up", 0, warmUp);
    require(wrong, "--rounds", 1, rounds);
    require(wrong, "--steps", 1, steps);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  static void require(List<String> wrong, String option, int least, int found) {
    if (found < least) {
      wrong.add(option + " must be at least " + least + ", found " + found);
    }
  }
}
