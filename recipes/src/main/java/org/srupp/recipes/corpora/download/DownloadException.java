package org.srupp.recipes.corpora.download;

/** A file could not be fetched; the message says from where and why. */
public final class DownloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DownloadException(String message) {
    super(message);
  }
}
