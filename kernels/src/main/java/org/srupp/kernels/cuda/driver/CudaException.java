package org.srupp.kernels.cuda.driver;

/**
 * What keeps a card from being used, in one sentence for the user: what was tried and what to do.
 */
public class CudaException extends RuntimeException {
  /** With the sentence. */
  public CudaException(String message) {
    super(message);
  }

  /** With the sentence and what it follows from. */
  public CudaException(String message, Throwable cause) {
    super(message, cause);
  }
}
