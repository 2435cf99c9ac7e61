package org.srupp.recipes;

import java.io.IOException;
import java.io.OutputStream;

/** An output stream whose failures reach the command: a full disk must not look like success. */
final class CheckedOutput extends OutputStream {
  private final OutputStream out;

  CheckedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }
}
