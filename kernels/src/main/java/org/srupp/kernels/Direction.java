package org.srupp.kernels;

/** Which way a recurrence walks through time. */
public enum Direction {
  /** Step 0 to length - 1. */
  FORWARD,
  /** Step length - 1 to 0; the output of a step stays at that step. */
  BACKWARD,
  /** The first half of the units forward, the second half backward. */
  BOTH
}
