package org.srupp.kernels.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was timed.
 *
 * @param copy what can be had of the memory's bandwidth; empty if it could not be timed
 * @param kernels in the order in which they ran
 */
record Timings(Optional<Timing> copy, List<Timing> kernels) {
  /** Nothing was timed. */
  static final Timings NONE = new Timings(Optional.empty(), List.of());

  /** The copy first. */
  List<Timing> all() {
    return Stream.concat(copy.stream(), kernels.stream()).toList();
  }

  /** Bytes per second beside those of the copy; NaN without one. */
  double shareOfCopy(Timing timing) {
    return timing.bytesPerSecond() / copy.map(Timing::bytesPerSecond).orElse(Double.NaN);
  }
}
