package org.srupp.recipes.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the broken constraints of one section, so that a user reads all of them at once. */
final class Constraints {
  private final List<Violation> violations = new ArrayList<>();

  /** Requires a whole number of at least {@code least}. */
  Constraints atLeast(String key, long least, long found) {
    return require(found >= least, key + " must be at least " + least + ", found " + found, key);
  }

  /** Requires a number in [0, 1). */
  Constraints rate(String key, double found) {
    return require(found >= 0 && found < 1, key + " must be in [0, 1), found " + found, key);
  }

  /** Requires a finite number above zero. */
  Constraints positive(String key, double found) {
    boolean holds = found > 0 && Double.isFinite(found);
    return require(holds, key + " must be above 0, found " + found, key);
  }

  /** Requires a finite number of at least zero. */
  Constraints notNegative(String key, double found) {
    boolean holds = found >= 0 && Double.isFinite(found);
    return require(holds, key + " must be at least 0, found " + found, key);
  }

  /** Requires {@code holds}; the sentence begins with the first of the keys. */
  Constraints require(boolean holds, String sentence, String... keys) {
    if (!holds) {
      violations.add(new Violation(List.of(keys), sentence));
    }
    return this;
  }

  void check() {
    if (!violations.isEmpty()) {
      throw new InvalidSectionException(violations);
    }
  }
}
