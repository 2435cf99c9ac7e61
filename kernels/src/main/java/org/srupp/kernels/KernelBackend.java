package org.srupp.kernels;

/** Which implementation of the kernels runs. */
public enum KernelBackend {
  /** Plain loops in double: exact, slow, for checking; takes every element type. */
  REFERENCE,
  /** The Vector API on all cores; takes float32. */
  VECTOR
}
