package org.srupp.kernels;

/** Which implementation of the kernels runs. */
public enum KernelBackend {
  /** Plain loops in double: exact, slow, for checking; takes every element type. */
  REFERENCE,
  /** The Vector API on all cores; takes float32. */
  VECTOR,
  /**
   * An NVIDIA card for what works on its memory, the recurrence and the update; {@link #VECTOR} for
   * the rest. Takes float32, the recurrence also bfloat16.
   */
  CUDA
}
