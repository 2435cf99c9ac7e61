package org.srupp.recipes.corpora.archive;

/** An archive is not what it should be; the message names it and says what to do. */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArchiveException(String message) {
    super(message);
  }
}
