package org.srupp.seq2seq.train;

import java.util.List;

/** Reports all mistakes of a config record at once. */
final class ConfigMistakes {
  private ConfigMistakes() {}

  static void throwIfAny(List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }
}
