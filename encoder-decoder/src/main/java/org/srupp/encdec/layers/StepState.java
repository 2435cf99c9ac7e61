package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;

/** What {@link InferenceStack#step} carries from step to step. */
public sealed interface StepState permits StackState, StreamState {
  /** Number of hypotheses or streams. */
  int rows();

  /** Makes room for the step to come. */
  void begin();

  /** Ends the step: the new states become the current ones. */
  void end();

  /** A layer's states before the step, (rows, D). */
  MemorySegment current(int layer);

  /** Where a layer's states after the step go, (rows, D). */
  MemorySegment following(int layer);

  /** A layer's keys and values. */
  KeySource keys(int layer);
}
