package org.srupp.kernels;

/** What is applied to the state before it becomes output. */
public enum Activation {
  /** g(c) = c, the SRU++ default. */
  IDENTITY,
  /** g(c) = tanh(c). */
  TANH
}
