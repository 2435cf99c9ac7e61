package org.srupp.seq2seq.train;

/** Why training ended. */
public enum StopReason {
  /** {@link LimitsConfig#maxUpdates}. */
  MAX_UPDATES,
  /** {@link LimitsConfig#maxEpochs}. */
  MAX_EPOCHS,
  /** {@link LimitsConfig#maxMinutes}. */
  MAX_MINUTES,
  /** {@link SelectionConfig#patience}. */
  NO_IMPROVEMENT,
  /** {@link StopSignal}. */
  STOP_REQUESTED
}
