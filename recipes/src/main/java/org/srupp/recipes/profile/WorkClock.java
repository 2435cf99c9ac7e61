package org.srupp.recipes.profile;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Adds up the time of the kernels by kind of work, while it runs; else it costs nothing. For the
 * one thread that trains. There is one of it, for the kernels and who reads it.
 */
@Singleton
public final class WorkClock {
  private static final double NANO = 1e-9;

  private final long[] nanos = new long[WorkKind.values().length];
  private boolean running;

  @Inject
  public WorkClock() {}

  /** Begins at zero. */
  void start() {
    Arrays.fill(nanos, 0);
    running = true;
  }

  /** Ends, and tells the seconds of each kind that had any. */
  Map<WorkKind, Double> stop() {
    running = false;
    Map<WorkKind, Double> seconds = new EnumMap<>(WorkKind.class);
    for (WorkKind kind : WorkKind.values()) {
      if (nanos[kind.ordinal()] > 0) {
        seconds.put(kind, nanos[kind.ordinal()] * NANO);
      }
    }
    return seconds;
  }

  /** The time now, for {@link #add}. */
  long now() {
    return running ? System.nanoTime() : 0;
  }

  /**
   * Counts what has passed.
   *
   * @param since what {@link #now} said before the work
   */
  void add(WorkKind kind, long since) {
    if (running) {
      nanos[kind.ordinal()] += System.nanoTime() - since;
    }
  }
}
