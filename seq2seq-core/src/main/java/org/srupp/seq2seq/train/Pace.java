package org.srupp.seq2seq.train;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.srupp.seq2seq.data.DataPosition;

/** Time spent and time left; for reports and the limit in minutes only. */
final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final LimitsConfig limits;
  private final TrainerState start;
  private final long startNanos;
  private long groupsPerEpoch;

  Pace(LongSupplier nanoTime, LimitsConfig limits, TrainerState start) {
    this.nanoTime = nanoTime;
    this.limits = limits;
    this.start = start;
    startNanos = nanoTime.getAsLong();
  }

  /** Seconds in training, the time before a resume included. */
  double elapsedSeconds() {
    return start.elapsedSeconds() + (nanoTime.getAsLong() - startNanos) / NANOS_PER_SECOND;
  }

  /** Learns the length of an epoch from the step across its end. */
  void moved(DataPosition from, DataPosition to) {
    if (to.epoch() > from.epoch()) {
      groupsPerEpoch = from.group() + 1;
    }
  }

  /** Seconds until the first limit; empty if there is none that can be guessed. */
  OptionalDouble etaSeconds(TrainerState state) {
    double elapsed = elapsedSeconds();
    double perUpdate =
        (elapsed - start.elapsedSeconds()) / Math.max(1, state.update() - start.update());
    double left = Double.POSITIVE_INFINITY;
    if (limits.maxUpdates() > 0) {
      left = Math.min(left, (limits.maxUpdates() - state.update()) * perUpdate);
    }
    if (limits.maxEpochs() > 0 && groupsPerEpoch > 0) {
      long groups =
          (limits.maxEpochs() - state.position().epoch()) * groupsPerEpoch
              - state.position().group();
      left = Math.min(left, groups * perUpdate);
    }
    if (limits.maxMinutes() > 0) {
      left = Math.min(left, limits.maxSeconds() - elapsed);
    }
    return Double.isInfinite(left) ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, left));
  }
}
