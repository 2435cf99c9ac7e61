package org.srupp.seq2seq.shortlist;

import java.util.ArrayList;
import java.util.List;

/**
 * How long lists are. Marian calls these numbers {@code first} and {@code best}.
 *
 * @param frequent target ids that every sentence may use: the most frequent ones
 * @param best target ids for each source id: its likeliest translations
 */
public record ShortlistConfig(int frequent, int best) {
  /** Marian's defaults. */
  public static final ShortlistConfig DEFAULT = new ShortlistConfig(100, 50);

  /**
   * @throws IllegalArgumentException if a number is below 1; the message has all of them
   */
  public ShortlistConfig {
    List<String> wrong = new ArrayList<>();
    if (frequent < 1) {
      wrong.add("frequent must be at least 1, found " + frequent);
    }
    if (best < 1) {
      wrong.add("best must be at least 1, found " + best);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("shortlist: " + String.join("; ", wrong));
    }
  }
}
