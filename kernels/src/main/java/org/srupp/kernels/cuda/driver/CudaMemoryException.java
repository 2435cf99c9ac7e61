package org.srupp.kernels.cuda.driver;

import java.util.Locale;

/** A card without the memory that was asked for. */
public final class CudaMemoryException extends CudaException {
  private static final double GIB = 1L << 30;

  private final long freeBytes;

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
    this.freeBytes = freeBytes;
  }

  private CudaMemoryException(String message, long freeBytes) {
    super(message);
    this.freeBytes = freeBytes;
  }

  /** Bytes that the card had left. */
  public long freeBytes() {
    return freeBytes;
  }

  /**
   * The same with the batch that would fit, when memory grows with the batch.
   *
   * @param batch streams of the failed attempt, at least 1
   * @param batchBytes bytes that those streams need in all, at least 1
   */
  public CudaMemoryException withBatch(int batch, long batchBytes) {
    long fitting = fittingBatch(batch, batchBytes, freeBytes);
    String advice =
        fitting == 0
            ? "; not even a batch of 1 would fit"
            : "; a batch of " + fitting + " would fit";
    return new CudaMemoryException(getMessage() + advice, freeBytes);
  }

  /** The largest batch below {@code batch} whose share of {@code batchBytes} is free; may be 0. */
  static long fittingBatch(int batch, long batchBytes, long freeBytes) {
    long fitting = (long) Math.floor((double) freeBytes * batch / batchBytes);
    return Math.max(0, Math.min(fitting, batch - 1L));
  }
}
