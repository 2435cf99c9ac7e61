package org.srupp.kernels;

/** Which implementation of the kernels runs. */
public enum KernelBackend {
  /** Plain loops in double: exact, slow, for checking; takes every element type. */
  REFERENCE,
  /** The Vector API on all cores; takes float32. */
  VECTOR,
  /**
   * An NVIDIA card for training: recurrence, softmax, residual connections, masks, cross-entropy
   * and updates on its memory; {@link #VECTOR} for attention and norm, which only searching uses.
   * Takes float32, and bfloat16 in all but cross-entropy and updates.
   */
  CUDA
}
