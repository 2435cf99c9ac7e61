package org.srupp.recipes.corpora.download;

/** One server did not give a file. */
final class TransferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean worthAnotherTry;

  TransferException(String message, boolean worthAnotherTry) {
    super(message);
    this.worthAnotherTry = worthAnotherTry;
  }

  boolean worthAnotherTry() {
    return worthAnotherTry;
  }
}
