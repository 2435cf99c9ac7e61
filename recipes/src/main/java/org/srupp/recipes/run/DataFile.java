package org.srupp.recipes.run;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * A file that a run learned or was judged from, so that the same can be found again.
 *
 * @param path as the user gave it
 * @param bytes of the file as it is
 * @param lines line ends, and one more if the last line has none; of the text in it if the file is
 *     gzip data
 * @param sha256 of the file as it is
 */
public record DataFile(String path, long bytes, long lines, String sha256) {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Reads the file once. Whether it is gzip data its first two bytes say, as wherever text is read.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static DataFile of(Path path) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
      boolean gzip = isGzip(file);
      HashedInput raw = new HashedInput(file);
      long lines = gzip ? unpackedLines(raw) : lines(raw);
      raw.drain();
      return new DataFile(path.toString(), raw.bytes(), lines, raw.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + AtomicFiles.reason(e), e);
    }
  }

  private static boolean isGzip(InputStream file) throws IOException {
    file.mark(2);
    boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
    file.reset();
    return gzip;
  }

  /**
   * Damage leaves the count at 0: the checksum and whoever reads the text have sentences for it.
   */
  private static long unpackedLines(InputStream raw) throws IOException {
    try {
      return lines(new GZIPInputStream(raw, BUFFER_BYTES));
    } catch (EOFException | ZipException e) {
      return 0;
    }
  }

  private static long lines(InputStream text) throws IOException {
    long lineEnds = 0;
    byte last = '\n';
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = text.read(buffer); count > 0; count = text.read(buffer)) {
      last = buffer[count - 1];
      for (int i = 0; i < count; i++) {
        lineEnds += buffer[i] == '\n' ? 1 : 0;
      }
    }
    return last == '\n' ? lineEnds : lineEnds + 1;
  }
}
