package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a text is worked through.
 *
 * @param warmUp passes of each contender before the first round, which do not count
 * @param rounds how often each has its turn
 */
public record PassPlan(int warmUp, int rounds) {

  /**
   * @throws IllegalArgumentException naming every option that is wrong
   */
  public PassPlan {
    List<String> wrong = new ArrayList<>();
    BenchPlan.require(wrong, "--warm-up", 0, warmUp);
    BenchPlan.require(wrong, "--rounds", 1, rounds);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
