package org.srupp.seq2seq.data;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of a batching record, so that a user sees all of them at once. */
final class BatchingCheck {
  private final String what;
  private final List<String> wrong = new ArrayList<>();

  BatchingCheck(String what) {
    this.what = what;
  }

  BatchingCheck atLeastOne(String name, int value) {
    if (value < 1) {
      wrong.add(name + " must be at least 1, found " + value);
    }
    return this;
  }

  BatchingCheck fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      wrong.add(name + " must be in [0, 1], found " + value);
    }
    return this;
  }

  /** A budget below the longest admitted pair could not be kept. */
  BatchingCheck budget(int maxTokens, LengthFilter filter) {
    if (maxTokens < filter.maxSteps()) {
      wrong.add(
          "maxTokens must be at least "
              + filter.maxSteps()
              + ", the steps of the longest pair that the filter admits (maxSource "
              + filter.maxSource()
              + ", maxTarget "
              + filter.maxTarget()
              + " and EOS), found "
              + maxTokens);
    }
    return this;
  }

  void report() {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(what + ": " + String.join("; ", wrong));
    }
  }
}
