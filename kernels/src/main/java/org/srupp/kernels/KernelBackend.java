package org.srupp.kernels;

/** Which implementation of the kernels runs. */
public enum KernelBackend {
  /** Plain loops in double: exact, slow, for checking; takes every element type. */
  REFERENCE,
  /** The Vector API on all cores; takes float32. */
  VECTOR,
  /**
   * An NVIDIA card for training: recurrence, cross-entropy, masks and updates on its memory; {@link
   * #VECTOR} for attention and norm, which only searching uses. Takes float32, the recurrence also
   * bfloat16.
   */
  CUDA
}
