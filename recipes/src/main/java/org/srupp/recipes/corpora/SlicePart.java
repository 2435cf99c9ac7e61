package org.srupp.recipes.corpora;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Some of the bytes of another part.
 *
 * @param from first byte, counted from 0
 * @param to after the last byte
 */
record SlicePart(String name, TextPart whole, long from, long to) implements TextPart {
  @Override
  public InputStream open() throws IOException {
    InputStream in = whole.open();
    try {
      in.skipNBytes(from);
      return new BufferedInputStream(new Limited(in, to - from));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Ends after so many bytes. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int next = left == 0 ? -1 : super.read();
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int at, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(buffer, at, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
      long skipped = super.skip(Math.min(wanted, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
