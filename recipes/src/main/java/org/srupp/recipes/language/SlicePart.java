package org.srupp.recipes.language;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.srupp.recipes.corpora.TextPart;

/**
 * Bytes {@code from} to {@code to} of another part.
 *
 * @param from first byte, from 0
 * @param to the byte after the last
 */
record SlicePart(TextPart whole, long from, long to) implements TextPart {
  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = whole.open();
    try {
      in.skipNBytes(from);
      return new Limited(in, to - from);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int value = left > 0 ? super.read() : -1;
      left -= value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] into, int at, int count) throws IOException {
      int most = (int) Math.min(count, left);
      int read = most > 0 || count == 0 ? super.read(into, at, most) : -1;
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false; // the count would not go back
    }
  }
}
