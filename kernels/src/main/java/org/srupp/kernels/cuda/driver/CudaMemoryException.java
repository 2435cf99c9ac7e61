package org.srupp.kernels.cuda.driver;

import java.util.Locale;

/** A card without the memory that was asked for. */
public final class CudaMemoryException extends CudaException {
  private static final double GIB = 1L << 30;

  /**
   * @param device such as cuda:0
   * @param neededBytes what was asked for
   * @param freeBytes what the card had left then
   * @param totalBytes what the card has
   */
  public CudaMemoryException(String device, long neededBytes, long freeBytes, long totalBytes) {
    super(
        String.format(
            Locale.ROOT,
            "%s has no memory for %.2f GiB more (%.2f of %.2f GiB are free); take a smaller batch or end other"
                + " programs that use the card",
            device,
            neededBytes / GIB,
            freeBytes / GIB,
            totalBytes / GIB));
  }

  private CudaMemoryException(String message, CudaMemoryException cause) {
    super(message, cause);
  }

  /**
   * The same with what to do.
   *
   * @param advice added to the message
   */
  public CudaMemoryException with(String advice) {
    return new CudaMemoryException(getMessage() + advice, this);
  }
}
