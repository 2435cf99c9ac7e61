package org.srupp.recipes;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Standard output takes no more. Unchecked, because print streams swallow the checked kind and run
 * on.
 */
final class OutputException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  OutputException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }

  /** Whether the reader went away, as {@code head} does when it has enough. */
  boolean brokenPipe() {
    return String.valueOf(getCause().getMessage()).contains("Broken pipe");
  }
}
