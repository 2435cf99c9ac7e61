package org.srupp.kernels.cuda.driver;

/** There is no driver, or it finds no card: a machine without NVIDIA's cards. */
public final class CudaMissingException extends CudaException {
  /** With the sentence. */
  public CudaMissingException(String message) {
    super(message);
  }
}
