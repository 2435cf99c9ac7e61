package org.srupp.recipes.corpora;

/**
 * A corpus file is missing, damaged or not what it should be; the message says which, and what to
 * do.
 */
public final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorpusException(String message) {
    super(message);
  }
}
