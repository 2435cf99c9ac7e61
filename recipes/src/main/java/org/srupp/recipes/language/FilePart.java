package org.srupp.recipes.language;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.recipes.corpora.TextPart;

/** A user's file, plain or gzip; which, its first two bytes say. */
record FilePart(Path file) implements TextPart {
  private static final int BUFFER = 1 << 16;

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public InputStream open() throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return gzip
          ? new BufferedInputStream(new Unpacked(new GZIPInputStream(raw, BUFFER), file), BUFFER)
          : raw;
    } catch (EOFException | ZipException e) {
      raw.close();
      throw damaged(file, e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static CorpusException damaged(Path file, IOException cause) {
    return new CorpusException(
        file
            + ": the gzip data is damaged or cut off ("
            + cause.getMessage()
            + "); copy the file again");
  }

  private static final class Unpacked extends FilterInputStream {
    private final Path file;

    Unpacked(InputStream in, Path file) {
      super(in);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (EOFException | ZipException e) {
        throw damaged(file, e);
      }
    }

    @Override
    public int read(byte[] into, int at, int count) throws IOException {
      try {
        return super.read(into, at, count);
      } catch (EOFException | ZipException e) {
        throw damaged(file, e);
      }
    }
  }
}
