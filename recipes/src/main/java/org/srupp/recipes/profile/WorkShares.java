package org.srupp.recipes.profile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the time of some updates went.
 *
 * @param updates how many
 * @param millisecondsPerUpdate with the profiler, which costs some itself
 * @param shares of that time, 1 together
 */
public record WorkShares(int updates, double millisecondsPerUpdate, Map<WorkKind, Double> shares) {
  private static final double MILLIS = 1e3;

  public WorkShares {
    shares = Collections.unmodifiableMap(new EnumMap<>(shares)); // in the order of the kinds
  }

  /**
   * Shares of a time; what no kind accounts for is {@link WorkKind#JAVA}'s.
   *
   * @param seconds of all updates
   * @param parts seconds by kind of work
   */
  static WorkShares of(int updates, double seconds, Map<WorkKind, Double> parts) {
    Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
    double rest = 1;
    for (WorkKind kind : WorkKind.values()) {
      double share = parts.getOrDefault(kind, 0.0) / seconds;
      shares.put(kind, share);
      rest -= share;
    }
    shares.merge(WorkKind.JAVA, rest, Double::sum);
    return new WorkShares(updates, MILLIS * seconds / updates, shares);
  }

  /** The share of a kind. */
  public double of(WorkKind kind) {
    return shares.get(kind);
  }
}
