package org.srupp.seq2seq.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A file or checkpoint that cannot be used as it is; the message names it, what was found and what
 * was expected.
 */
public final class CheckpointException extends UncheckedIOException {
  public CheckpointException(String message) {
    super(message, new IOException(message));
  }
}
