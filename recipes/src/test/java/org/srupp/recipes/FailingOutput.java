package org.srupp.recipes;

import java.io.IOException;
import java.io.OutputStream;

/** Takes nothing. */
final class FailingOutput extends OutputStream {
  private final String reason;

  FailingOutput(String reason) {
    this.reason = reason;
  }

  @Override
  public void write(int value) throws IOException {
    throw new IOException(reason);
  }
}
