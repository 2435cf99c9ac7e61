package org.srupp.recipes;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An output stream whose failures reach the command: a full disk must not look like success. It
 * says so once: buffers before it try again whenever they are flushed.
 */
final class CheckedOutput extends OutputStream {
  private final OutputStream out;
  private boolean failed;

  CheckedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (failed) {
      return;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    if (failed) {
      return;
    }
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private OutputException failure(IOException e) {
    failed = true;
    return new OutputException(e);
  }
}
